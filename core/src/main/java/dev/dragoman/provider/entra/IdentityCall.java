package dev.dragoman.provider.entra;

import dev.dragoman.error.AuthenticationException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.http.Cancellation;
import dev.dragoman.http.Deadline;
import dev.dragoman.http.Timeouts;
import dev.dragoman.http.Upstream;
import dev.dragoman.http.UpstreamRequest;
import dev.dragoman.http.UpstreamResponse;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonNumber;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonSyntaxException;
import dev.dragoman.provider.Tokens;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One question to a server that hands out Entra ID tokens.
 *
 * @param server what it is called in messages
 */
record IdentityCall(UpstreamRequest request, String server) {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Duration USUAL_LIFE = Duration.ofMinutes(5);
    private static final int MAX_ANSWER_BYTES = 1 << 20;

    /** What was answered. */
    record Answered(int status, JsonObject body, String server) {

        /**
         * The token.
         *
         * @throws AuthenticationException telling why there is none
         */
        Tokens.Token token(Instant now) {
            String token = body.string("access_token");
            if (status != 200 || token == null) {
                throw new AuthenticationException(
                        ErrorDetail.of(server + " gave no token (status " + status + "): " + reason())
                                .at("azure", null));
            }
            return new Tokens.Token(token, end(now));
        }

        /** Why there is none. */
        String reason() {
            String told = body.string("error_description");
            String why = told == null ? body.string("error") : told;
            return why == null ? "no reason given" : why;
        }

        private Instant end(Instant now) {
            Long seconds = number("expires_in");
            Long time = number("expires_on");
            if (seconds != null) {
                return now.plusSeconds(seconds);
            }
            return time == null ? now.plus(USUAL_LIFE) : Instant.ofEpochSecond(time);
        }

        /** A number, which machines' servers tell as a text. */
        private @Nullable Long number(String name) {
            return switch (body.get(name)) {
                case JsonNumber number -> number.longValue();
                case JsonString text -> number(text);
                case null, default -> null;
            };
        }

        private static @Nullable Long number(JsonString text) {
            try {
                return Long.valueOf(text.value().strip());
            } catch (NumberFormatException date) {
                // A token that may end at any time is fetched anew soon.
                return null;
            }
        }
    }

    /**
     * Asks.
     *
     * @throws dev.dragoman.http.UpstreamException when the server cannot be reached
     */
    Answered ask(Upstream upstream) {
        Timeouts timeouts = Timeouts.total(Deadline.after(LIMIT, System.nanoTime()));
        try (UpstreamResponse response = upstream.send(request, timeouts, Cancellation.never())) {
            return new Answered(response.status(), object(response.readAll(MAX_ANSWER_BYTES)), server);
        }
    }

    private static JsonObject object(byte[] bytes) {
        try {
            return Json.parse(bytes) instanceof JsonObject object ? object : JsonObject.EMPTY;
        } catch (JsonSyntaxException noJson) {
            // Told by its status.
            return JsonObject.EMPTY;
        }
    }
}
