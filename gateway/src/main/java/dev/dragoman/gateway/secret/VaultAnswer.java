package dev.dragoman.gateway.secret;

import dev.dragoman.json.Json;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonSyntaxException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What a server that keeps secrets answered.
 *
 * @param server who, for messages
 * @param status the HTTP status
 * @param body all of it
 */
record VaultAnswer(String server, int status, byte[] body) {

    private static final int SHOWN = 200;

    boolean isGood() {
        return status / 100 == 2;
    }

    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /**
     * The body of a good answer.
     *
     * @throws VaultException when it is no object
     */
    JsonObject json() {
        try {
            return Json.parseObject(body);
        } catch (JsonSyntaxException noJson) {
            // The text may hold a secret, and so may what the parser says about it.
            throw new VaultException(server + ": the answer is no JSON object", false, null);
        }
    }

    /** The body of a refusal, as far as it can be read. */
    JsonObject refusal() {
        try {
            return Json.parse(body) instanceof JsonObject object ? object : JsonObject.EMPTY;
        } catch (JsonSyntaxException noJson) {
            return JsonObject.EMPTY;
        }
    }

    /**
     * This answer, if it is good.
     *
     * @param reason what the server says about a refusal; null to show its text
     */
    VaultAnswer orThrow(@Nullable String reason) {
        if (!isGood()) {
            throw refused(reason);
        }
        return this;
    }

    VaultException refused(@Nullable String reason) {
        String why = (reason == null ? text() : reason).strip();
        String shown = why.length() <= SHOWN ? why : why.substring(0, SHOWN) + "...";
        boolean passing = status == 408 || status == 409 || status == 429 || status >= 500;
        return new VaultException(server + " answers " + status + (shown.isEmpty() ? "" : ": " + shown), passing, null);
    }

    /** The status only: the body may hold a secret. */
    @Override
    public String toString() {
        return server + " answers " + status;
    }
}
