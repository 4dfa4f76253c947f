package dev.dragoman.testkit.answer;

import java.time.Duration;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A refusal in the vendor's own words: kind decides body and status, the rest overrides parts of it.
 *
 * @param kind what went wrong
 * @param status the HTTP status in place of the vendor's usual one
 * @param message the message in place of the vendor's usual one; null for the usual one
 * @param retryAfter when to try again, told in the vendor's way; null to say nothing
 */
public record VendorError(
        ErrorKind kind,
        OptionalInt status,
        @Nullable String message,
        @Nullable Duration retryAfter) {

    /** The vendor's usual refusal of this kind. */
    public static VendorError of(ErrorKind kind) {
        return new VendorError(kind, OptionalInt.empty(), null, null);
    }

    /** A refusal with this HTTP status and the body that fits it best. */
    public static VendorError status(int status) {
        return new VendorError(ErrorKind.ofStatus(status), OptionalInt.of(status), null, null);
    }

    /** Too many requests; try again after this time. */
    public static VendorError rateLimited(Duration retryAfter) {
        return of(ErrorKind.RATE_LIMITED).retryAfter(retryAfter);
    }

    /** The same refusal with another message. */
    public VendorError message(String message) {
        return new VendorError(kind, status, message, retryAfter);
    }

    /** The same refusal with advice when to try again. */
    public VendorError retryAfter(Duration retryAfter) {
        return new VendorError(kind, status, message, retryAfter);
    }

    /** The status to send, given the vendor's usual one. */
    public int statusOr(int usual) {
        return status.orElse(usual);
    }

    /** The message to send, given the vendor's usual one. */
    public String messageOr(String usual) {
        return message == null ? usual : message;
    }
}
