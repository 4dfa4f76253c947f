package dev.dragoman.dialect;

import dev.dragoman.error.ErrorDetail;
import dev.dragoman.error.VendorError;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** Whether another try may help and how long a vendor asks to wait before it. */
public final class RetryAfter {

    private RetryAfter() {}

    /** The wait; null when the vendor names none. A date counts from the answer's own date. */
    private static @Nullable Duration of(VendorError error) {
        String milliseconds = error.header("retry-after-ms");
        Duration exact = milliseconds == null ? null : number(milliseconds, 1);
        if (exact != null) {
            return exact;
        }
        String wait = error.header("retry-after");
        if (wait == null) {
            return null;
        }
        Duration seconds = number(wait, 1000);
        return seconds == null ? until(wait, error.header("date")) : seconds;
    }

    /** The detail with what the header fields of the error tell about another try. */
    public static ErrorDetail put(ErrorDetail detail, VendorError error) {
        Boolean retry = switch (error.header("x-should-retry")) {
            case "true" -> true;
            case "false" -> false;
            case null, default -> null;
        };
        Duration named = detail.retryAfter();
        return detail.withRetry(retry).withRetryAfter(named == null ? of(error) : named);
    }

    private static @Nullable Duration number(String text, int milliseconds) {
        try {
            double value = Double.parseDouble(text.strip());
            boolean sensible = value >= 0 && value <= 1e9;
            return sensible ? Duration.ofMillis(Math.round(value * milliseconds)) : null;
        } catch (NumberFormatException noNumber) {
            // The other form of the field is a date.
            return null;
        }
    }

    private static @Nullable Duration until(String then, @Nullable String now) {
        if (now == null) {
            return null;
        }
        try {
            Duration wait = Duration.between(date(now), date(then));
            return wait.isNegative() ? Duration.ZERO : wait;
        } catch (DateTimeException noDate) {
            // A wait that cannot be understood is a wait that was not named.
            return null;
        }
    }

    private static ZonedDateTime date(String text) {
        return ZonedDateTime.parse(text.strip(), DateTimeFormatter.RFC_1123_DATE_TIME);
    }
}
