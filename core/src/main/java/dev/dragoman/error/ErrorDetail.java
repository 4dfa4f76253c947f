package dev.dragoman.error;

import dev.dragoman.json.JsonObject;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What is known about a failure, as it may be told to the caller.
 *
 * @param message what was wrong and what was expected; never holds a key or a prompt
 * @param type the wire form's {@code type}; null for none
 * @param param the request parameter that caused it; null when none did
 * @param code the vendor's or the gateway's own code; null to use the HTTP status
 * @param provider the provider that refused; null when the gateway itself did
 * @param model the model asked for; null when unknown
 * @param retryAfter how long to wait before another try; null when not said
 * @param retry whether the vendor says that another try may help; null when it says nothing
 * @param vendor the vendor's own description of the error, kept whole; empty when there is none
 * @param passage how far the call had come; null when it did not come to the models
 * @param limit the caller's limit that was reached; null when none was
 */
public record ErrorDetail(
        String message,
        @Nullable String type,
        @Nullable String param,
        @Nullable String code,
        @Nullable String provider,
        @Nullable String model,
        @Nullable Duration retryAfter,
        @Nullable Boolean retry,
        JsonObject vendor,
        @Nullable Passage passage,
        @Nullable ReachedLimit limit) {

    /** A failure of which only the message is known. */
    public static ErrorDetail of(String message) {
        return new ErrorDetail(message, null, null, null, null, null, null, null, JsonObject.EMPTY, null, null);
    }

    /** This detail with a type. */
    public ErrorDetail withType(@Nullable String other) {
        return new ErrorDetail(message, other, param, code, provider, model, retryAfter, retry, vendor, passage, limit);
    }

    /** This detail about a request parameter. */
    public ErrorDetail withParam(@Nullable String other) {
        return new ErrorDetail(message, type, other, code, provider, model, retryAfter, retry, vendor, passage, limit);
    }

    /** This detail with a code. */
    public ErrorDetail withCode(@Nullable String other) {
        return new ErrorDetail(message, type, param, other, provider, model, retryAfter, retry, vendor, passage, limit);
    }

    /** This detail at a provider and model. */
    public ErrorDetail at(@Nullable String otherProvider, @Nullable String otherModel) {
        return new ErrorDetail(
                message, type, param, code, otherProvider, otherModel, retryAfter, retry, vendor, passage, limit);
    }

    /** This detail with a wait. */
    public ErrorDetail withRetryAfter(@Nullable Duration other) {
        return new ErrorDetail(message, type, param, code, provider, model, other, retry, vendor, passage, limit);
    }

    /** This detail with the vendor's word on whether another try may help. */
    public ErrorDetail withRetry(@Nullable Boolean other) {
        return new ErrorDetail(message, type, param, code, provider, model, retryAfter, other, vendor, passage, limit);
    }

    /** This detail with the vendor's description. */
    public ErrorDetail withVendor(JsonObject other) {
        return new ErrorDetail(message, type, param, code, provider, model, retryAfter, retry, other, passage, limit);
    }

    /** This detail of a call that had come so far. */
    public ErrorDetail withPassage(@Nullable Passage other) {
        return new ErrorDetail(message, type, param, code, provider, model, retryAfter, retry, vendor, other, limit);
    }

    /** This detail of a call that reached a limit. */
    public ErrorDetail withLimit(@Nullable ReachedLimit other) {
        return new ErrorDetail(message, type, param, code, provider, model, retryAfter, retry, vendor, passage, other);
    }
}
