package dev.dragoman.gateway.login;

import dev.dragoman.http.Body;
import dev.dragoman.http.Cancellation;
import dev.dragoman.http.Deadline;
import dev.dragoman.http.DecodedResponse;
import dev.dragoman.http.Headers;
import dev.dragoman.http.Origin;
import dev.dragoman.http.Timeouts;
import dev.dragoman.http.Upstream;
import dev.dragoman.http.UpstreamException;
import dev.dragoman.http.UpstreamRequest;
import dev.dragoman.http.UpstreamResponse;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonSyntaxException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.function.LongSupplier;

/** Asks a provider's endpoints. Thread-safe. */
final class ProviderCalls {

    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final int MAX_BYTES = 1 << 20;
    private static final Headers JSON = Headers.of("accept", "application/json");

    private final Upstream network;
    private final LongSupplier nanoClock;

    ProviderCalls(Upstream network, LongSupplier nanoClock) {
        this.network = network;
        this.nanoClock = nanoClock;
    }

    /** What is answered; the body is empty when it is no JSON object. */
    record Answer(int status, JsonObject body) {

        boolean isFine() {
            return status / 100 == 2;
        }
    }

    /** What an open document says. */
    JsonObject document(String address) {
        Answer answer = asked("GET", address, JSON, Body.EMPTY);
        if (!answer.isFine()) {
            throw LoginFailures.away(address + " answered " + answer.status() + " (expected: 200)", null);
        }
        return answer.body();
    }

    /** What is answered to who has a token. */
    Answer get(String address, String token) {
        Headers headers =
                JSON.toBuilder().add("authorization", "Bearer " + token).build();
        return asked("GET", address, headers, Body.EMPTY);
    }

    /** What is answered to a form. */
    Answer post(String address, Headers credentials, Map<String, String> form) {
        Headers headers = credentials.toBuilder()
                .add("accept", "application/json")
                .add("content-type", "application/x-www-form-urlencoded")
                .build();
        return asked("POST", address, headers, Body.utf8(encoded(form)));
    }

    /** A form, or a query. */
    static String encoded(Map<String, String> form) {
        StringBuilder encoded = new StringBuilder();
        form.forEach((name, value) -> encoded.append(encoded.isEmpty() ? "" : "&")
                .append(URLEncoder.encode(name, StandardCharsets.UTF_8))
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
        return encoded.toString();
    }

    private Answer asked(String method, String address, Headers headers, Body body) {
        try {
            URI uri = URI.create(address.strip());
            String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
            String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
            return answered(new UpstreamRequest(method, Origin.of(uri), path + query, headers, body));
        } catch (UpstreamException | IllegalArgumentException away) {
            throw LoginFailures.away("The identity provider cannot be reached: " + away.getMessage(), away);
        }
    }

    private Answer answered(UpstreamRequest request) {
        Timeouts timeouts = Timeouts.total(Deadline.after(LIMIT, nanoClock.getAsLong()));
        UpstreamResponse response =
                DecodedResponse.of(network.send(request, timeouts, Cancellation.never()), MAX_BYTES);
        try (response) {
            return new Answer(response.status(), object(response.readAll(MAX_BYTES)));
        }
    }

    private static JsonObject object(byte[] bytes) {
        try {
            return Json.parse(bytes) instanceof JsonObject object ? object : JsonObject.EMPTY;
        } catch (JsonSyntaxException none) {
            return JsonObject.EMPTY;
        }
    }
}
