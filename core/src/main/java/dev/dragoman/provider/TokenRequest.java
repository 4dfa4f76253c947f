package dev.dragoman.provider;

import dev.dragoman.error.ApiConnectionException;
import dev.dragoman.error.AuthenticationException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.error.LlmException;
import dev.dragoman.error.RateLimitException;
import dev.dragoman.error.ServiceUnavailableException;
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
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonSyntaxException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A question to a server that gives out access tokens, and what its answer means.
 *
 * @param provider the provider that the token is for
 * @param server what the server is called in messages
 * @param request the question
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-5">RFC 6749: Issuing an access token</a>
 */
public record TokenRequest(String provider, String server, UpstreamRequest request) {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int MAX_ANSWER_BYTES = 1 << 20;
    private static final long USUAL_LIFE_SECONDS = 300;

    /** Later points in time are told in milliseconds. */
    private static final long LAST_SECOND = 100_000_000_000L;

    /**
     * A question with a form.
     *
     * @param setting the setting that the address is from
     * @throws IllegalArgumentException when the address is none
     */
    public static TokenRequest form(
            String provider, String server, String setting, String address, Map<String, String> form) {
        StringBuilder encoded = new StringBuilder();
        form.forEach((name, value) -> encoded.append(encoded.isEmpty() ? "" : "&")
                .append(name)
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
        Headers headers = Headers.of("content-type", "application/x-www-form-urlencoded", "accept", "application/json");
        return of(provider, server, setting, address, "POST", headers, Body.utf8(encoded.toString()));
    }

    /**
     * A question without a body.
     *
     * @throws IllegalArgumentException when the address is none
     */
    public static TokenRequest get(String provider, String server, String setting, String address) {
        return of(provider, server, setting, address, "GET", Headers.of("accept", "application/json"), Body.EMPTY);
    }

    private static TokenRequest of(
            String provider, String server, String setting, String address, String method, Headers headers, Body body) {
        try {
            URI uri = URI.create(address.strip());
            String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
            String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
            return new TokenRequest(
                    provider, server, new UpstreamRequest(method, Origin.of(uri), path + query, headers, body));
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException(
                    setting + ": \"" + address + "\" (expected: an address such as https://host/token)", wrong);
        }
    }

    /** The same question with a header field. */
    public TokenRequest with(String name, String value) {
        return new TokenRequest(
                provider,
                server,
                request.withHeaders(
                        request.headers().toBuilder().set(name, value).build()));
    }

    /** The token; asked for when none is kept. */
    public String token(Tokens tokens) {
        return token(tokens, UnaryOperator.identity());
    }

    /**
     * The token; asked for when none is kept.
     *
     * @param fresh makes what must differ from question to question
     */
    public String token(Tokens tokens, UnaryOperator<TokenRequest> fresh) {
        return tokens.token(
                key(),
                upstream -> fresh.apply(this).fetch(upstream, tokens.clock().instant()));
    }

    /** What tells this question from all others, to keep its answer by; its secrets are in it only as a hash. */
    public String key() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(
                    (request.method() + request.origin() + request.target() + '\n').getBytes(StandardCharsets.UTF_8));
            request.headers()
                    .forEach((name, value) ->
                            digest.update((name + ':' + value + '\n').getBytes(StandardCharsets.UTF_8)));
            return provider
                    + " "
                    + HexFormat.of().formatHex(digest.digest(request.body().toBytes()));
        } catch (NoSuchAlgorithmException never) {
            throw new IllegalStateException("every Java platform has SHA-256", never);
        }
    }

    /** Asks. */
    Tokens.Token fetch(Upstream upstream, Instant now) {
        JsonObject answer = answer(upstream);
        String token = answer.string("access_token");
        token = token == null ? answer.string("token") : token;
        token = token == null ? answer.string("tok") : token;
        if (token == null) {
            throw new AuthenticationException(detail("an answer without a token (expected: access_token)"));
        }
        return new Tokens.Token(token, end(answer, now));
    }

    /**
     * What is answered.
     *
     * @throws AuthenticationException when the server refuses
     * @throws ApiConnectionException when it cannot be reached
     */
    public JsonObject answer(Upstream upstream) {
        Timeouts timeouts = Timeouts.total(Deadline.after(LIMIT, System.nanoTime()));
        try (UpstreamResponse response = upstream.send(request, timeouts, Cancellation.never())) {
            JsonObject answer = object(response.readAll(MAX_ANSWER_BYTES));
            if (response.status() / 100 != 2) {
                throw refused(answer, response.status());
            }
            return answer;
        } catch (UpstreamException broken) {
            throw new ApiConnectionException(
                    ErrorDetail.of("could not reach " + server + " at " + request.origin() + " for a token: "
                                    + broken.getMessage())
                            .at(provider, null),
                    500,
                    broken);
        }
    }

    private static Instant end(JsonObject answer, Instant now) {
        Long seconds = answer.integer("expires_in");
        Long moment = answer.integer("expires_at");
        moment = moment == null ? answer.integer("exp") : moment;
        if (seconds == null && moment != null) {
            return moment > LAST_SECOND ? Instant.ofEpochMilli(moment) : Instant.ofEpochSecond(moment);
        }
        return now.plusSeconds(seconds == null ? USUAL_LIFE_SECONDS : seconds);
    }

    private static JsonObject object(byte[] bytes) {
        try {
            return Json.parse(bytes) instanceof JsonObject object ? object : JsonObject.EMPTY;
        } catch (JsonSyntaxException noJson) {
            // Told by its status alone.
            return JsonObject.EMPTY;
        }
    }

    private LlmException refused(JsonObject answer, int status) {
        ErrorDetail detail = detail("status " + status + ": " + reason(answer));
        if (status == 429) {
            return new RateLimitException(detail);
        }
        return status >= 500 ? new ServiceUnavailableException(detail) : new AuthenticationException(detail);
    }

    private static String reason(JsonObject answer) {
        for (String name : new String[] {"error_description", "errorMessage", "message", "error"}) {
            @Nullable String told = answer.string(name);
            if (told != null && !told.isBlank()) {
                return told;
            }
        }
        return "no reason given";
    }

    private ErrorDetail detail(String what) {
        return ErrorDetail.of(server + " gave no token (" + what + ")")
                .withType("authentication_error")
                .at(provider, null);
    }

    /** No secret in here. */
    @Override
    public String toString() {
        return request.toString();
    }
}
