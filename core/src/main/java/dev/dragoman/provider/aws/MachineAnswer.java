package dev.dragoman.provider.aws;

import dev.dragoman.error.ApiConnectionException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.http.Cancellation;
import dev.dragoman.http.Deadline;
import dev.dragoman.http.Timeouts;
import dev.dragoman.http.Upstream;
import dev.dragoman.http.UpstreamException;
import dev.dragoman.http.UpstreamRequest;
import dev.dragoman.http.UpstreamResponse;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonSyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A short answer of a server that gives credentials. */
record MachineAnswer(int status, String text) {

    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final int MAX_BYTES = 1 << 20;

    static MachineAnswer to(UpstreamRequest request, Upstream upstream) {
        return to(request, upstream, LIMIT);
    }

    static MachineAnswer to(UpstreamRequest request, Upstream upstream, Duration limit) {
        Timeouts timeouts = Timeouts.total(Deadline.after(limit, System.nanoTime()));
        try (UpstreamResponse response = upstream.send(request, timeouts, Cancellation.never())) {
            return new MachineAnswer(
                    response.status(), new String(response.readAll(MAX_BYTES), StandardCharsets.UTF_8));
        } catch (UpstreamException broken) {
            throw new ApiConnectionException(
                    ErrorDetail.of("could not reach " + request + " for credentials: " + broken.getMessage())
                            .at("bedrock", null),
                    500,
                    broken);
        }
    }

    /** The keys in an answer of a container's or an instance's server; null when there are none. */
    @Nullable
    Lease lease() {
        JsonObject object = object();
        String id = object.string("AccessKeyId");
        String secret = object.string("SecretAccessKey");
        Instant expiry = expiry(object.string("Expiration"));
        return status != 200 || id == null || secret == null || expiry == null
                ? null
                : new Lease(new AwsCredentials(id, secret, object.string("Token")), expiry);
    }

    private JsonObject object() {
        try {
            return Json.parse(text) instanceof JsonObject object ? object : JsonObject.EMPTY;
        } catch (JsonSyntaxException noJson) {
            // Told by whoever misses the keys in it.
            return JsonObject.EMPTY;
        }
    }

    private static @Nullable Instant expiry(@Nullable String told) {
        try {
            return told == null ? null : Instant.parse(told);
        } catch (DateTimeException unreadable) {
            // Keys of unknown life are none.
            return null;
        }
    }

    /** The status only: the text may hold keys. */
    @Override
    public String toString() {
        return "status " + status;
    }
}
