package dev.dragoman.gateway.alert;

import dev.dragoman.http.Body;
import dev.dragoman.http.Cancellation;
import dev.dragoman.http.Deadline;
import dev.dragoman.http.Headers;
import dev.dragoman.http.Origin;
import dev.dragoman.http.Timeouts;
import dev.dragoman.http.Upstream;
import dev.dragoman.http.UpstreamException;
import dev.dragoman.http.UpstreamRequest;
import dev.dragoman.http.UpstreamResponse;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Posts JSON to addresses that operators named. Thread-safe. */
final class Receivers {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final int OK = 200;
    private static final int NO_MORE_OK = 300;

    private final Upstream network;
    private final LongSupplier nanoClock;

    Receivers(Upstream network, LongSupplier nanoClock) {
        this.network = network;
        this.nanoClock = nanoClock;
    }

    /** Posts it; what went wrong, without the address, which may hold a secret, or null when it was taken. */
    @Nullable
    String post(String address, String json) {
        try {
            URI uri = URI.create(address);
            String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
            String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
            Headers headers = Headers.of("content-type", "application/json");
            Body body = Body.of(json.getBytes(StandardCharsets.UTF_8));
            return answered(new UpstreamRequest("POST", Origin.of(uri), path + query, headers, body));
        } catch (UpstreamException away) {
            return "it cannot be reached (" + away.kind() + ")";
        }
    }

    private @Nullable String answered(UpstreamRequest request) {
        Timeouts timeouts = Timeouts.total(Deadline.after(TIMEOUT, nanoClock.getAsLong()));
        try (UpstreamResponse response = network.send(request, timeouts, Cancellation.never())) {
            int status = response.status();
            return status >= OK && status < NO_MORE_OK ? null : "it answered " + status + " (expected: 200)";
        }
    }
}
