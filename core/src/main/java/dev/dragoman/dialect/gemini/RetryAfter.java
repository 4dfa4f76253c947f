package dev.dragoman.dialect.gemini;

import dev.dragoman.error.VendorError;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonValue;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/**
 * How long a vendor asks to wait before another try: in the error's details, else in a header.
 *
 * @see <a href="https://github.com/googleapis/googleapis/blob/master/google/rpc/error_details.proto">RetryInfo</a>
 */
final class RetryAfter {

    static final String TYPE = "type.googleapis.com/google.rpc.RetryInfo";

    private static final double LONGEST_SECONDS = 1e9;

    private RetryAfter() {}

    /** The wait that the details name; null for none. */
    static @Nullable Duration of(JsonObject body) {
        JsonObject error = body.object("error");
        JsonArray details = error == null ? null : error.array("details");
        if (details == null) {
            return null;
        }
        for (JsonValue detail : details) {
            if (detail instanceof JsonObject info && TYPE.equals(info.string("@type"))) {
                return seconds(info.string("retryDelay"));
            }
        }
        return null;
    }

    /** The wait that the headers name; null for none. A date counts from the answer's own date. */
    static @Nullable Duration of(VendorError error) {
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

    /** The wait in the notation of the details. */
    static String text(Duration wait) {
        long millis = wait.toMillisPart();
        String fraction = millis == 0 ? "" : "." + Long.toString(1000 + millis).substring(1);
        return wait.toSeconds() + fraction + "s";
    }

    private static @Nullable Duration seconds(@Nullable String delay) {
        return delay == null || !delay.endsWith("s") ? null : number(delay.substring(0, delay.length() - 1), 1000);
    }

    private static @Nullable Duration number(String text, int milliseconds) {
        try {
            double value = Double.parseDouble(text.strip());
            boolean sensible = value >= 0 && value <= LONGEST_SECONDS;
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
