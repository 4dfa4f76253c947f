package dev.dragoman.provider.vertex;

import dev.dragoman.error.AuthenticationException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.http.Body;
import dev.dragoman.http.Cancellation;
import dev.dragoman.http.Deadline;
import dev.dragoman.http.Headers;
import dev.dragoman.http.Origin;
import dev.dragoman.http.Timeouts;
import dev.dragoman.http.Upstream;
import dev.dragoman.http.UpstreamRequest;
import dev.dragoman.http.UpstreamResponse;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonSyntaxException;
import dev.dragoman.provider.Tokens;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One question to a server that hands out tokens. */
record TokenCall(UpstreamRequest request) {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int MAX_ANSWER_BYTES = 1 << 20;
    private static final int SHOWN = 300;
    private static final Duration USUAL_LIFE = Duration.ofMinutes(5);

    /**
     * The address that a member of credentials names.
     *
     * @throws IllegalArgumentException when it is none
     */
    static URI uri(JsonObject credentials, String name, String usual) {
        String told = credentials.string(name);
        return uri(told == null || told.isBlank() ? usual : told, name);
    }

    /** The address that a text is. */
    static URI uri(String text, String name) {
        try {
            URI uri = URI.create(text);
            Origin.of(uri);
            return uri;
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException(
                    name + " of the Google Cloud credentials: \"" + text + "\" (expected: an address)", wrong);
        }
    }

    static TokenCall get(URI address) {
        return call("GET", address, Headers.of("accept", "application/json"), Body.EMPTY);
    }

    static TokenCall put(URI address) {
        return call("PUT", address, Headers.EMPTY, Body.EMPTY);
    }

    static TokenCall form(URI address, Map<String, String> form) {
        StringBuilder encoded = new StringBuilder();
        form.forEach((name, value) -> encoded.append(encoded.isEmpty() ? "" : "&")
                .append(name)
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
        Headers headers = Headers.of("content-type", "application/x-www-form-urlencoded", "accept", "application/json");
        return call("POST", address, headers, Body.utf8(encoded.toString()));
    }

    static TokenCall json(URI address, JsonObject asked) {
        Headers headers = Headers.of("content-type", "application/json", "accept", "application/json");
        return call("POST", address, headers, Body.of(Json.bytes(asked)));
    }

    private static TokenCall call(String method, URI address, Headers headers, Body body) {
        String path = address.getRawPath() == null || address.getRawPath().isEmpty() ? "/" : address.getRawPath();
        String query = address.getRawQuery() == null ? "" : "?" + address.getRawQuery();
        return new TokenCall(new UpstreamRequest(method, Origin.of(address), path + query, headers, body));
    }

    /** The same question with one more header field. */
    TokenCall with(String name, String value) {
        return new TokenCall(request.withHeaders(
                request.headers().toBuilder().set(name, value).build()));
    }

    /** The token that is answered. */
    Tokens.Token token(Upstream upstream, InstantSource clock) {
        String text = text(upstream);
        JsonObject answer = object(text);
        String token =
                answer.string("access_token") != null ? answer.string("access_token") : answer.string("accessToken");
        if (token == null) {
            throw refused("an answer without a token", text);
        }
        return new Tokens.Token(token, end(answer, clock.instant()));
    }

    /**
     * The text that is answered.
     *
     * @throws AuthenticationException when the server refuses
     * @throws dev.dragoman.http.UpstreamException when it cannot be reached
     */
    String text(Upstream upstream) {
        Timeouts timeouts = Timeouts.total(Deadline.after(LIMIT, System.nanoTime()));
        try (UpstreamResponse response = upstream.send(request, timeouts, Cancellation.never())) {
            String text = new String(response.readAll(MAX_ANSWER_BYTES), StandardCharsets.UTF_8);
            if (response.status() / 100 != 2) {
                throw refused("status " + response.status(), text);
            }
            return text;
        }
    }

    private static Instant end(JsonObject answer, Instant now) {
        Long seconds = answer.integer("expires_in");
        String time = answer.string("expireTime");
        try {
            return seconds != null
                    ? now.plusSeconds(seconds)
                    : time == null ? now.plus(USUAL_LIFE) : Instant.parse(time);
        } catch (DateTimeParseException unknown) {
            // A token that may end at any time is fetched anew soon.
            return now.plus(USUAL_LIFE);
        }
    }

    private AuthenticationException refused(String what, String text) {
        JsonObject answer = object(text);
        JsonObject error = answer.object("error");
        String told = answer.string("error_description");
        String why = told != null ? told : error != null ? error.string("message") : answer.string("error");
        return new AuthenticationException(ErrorDetail.of("Google Cloud gave no token (" + what + " of " + request
                        + "): " + (why == null ? shortened(text) : why))
                .withType("authentication_error")
                .at(VertexProvider.NAME, null));
    }

    private static String shortened(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return "no reason given";
        }
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
    }

    private static JsonObject object(String text) {
        try {
            return Json.parse(text) instanceof JsonObject object ? object : JsonObject.EMPTY;
        } catch (JsonSyntaxException noJson) {
            // A proxy's page; its text is told as it is.
            return JsonObject.EMPTY;
        }
    }
}
