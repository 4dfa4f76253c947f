package dev.dragoman.dialect.gemini;

import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonValue;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long to wait before another try, among the details of an error.
 *
 * @see <a href="https://github.com/googleapis/googleapis/blob/master/google/rpc/error_details.proto">RetryInfo</a>
 */
final class RetryInfo {

    static final String TYPE = "type.googleapis.com/google.rpc.RetryInfo";

    private static final double LONGEST_SECONDS = 1e9;

    private RetryInfo() {}

    /** The wait that the details name; null for none. */
    static @Nullable Duration read(JsonObject body) {
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

    /** The wait in the notation of the details. */
    static String write(Duration wait) {
        long millis = wait.toMillisPart();
        String fraction = millis == 0 ? "" : "." + Long.toString(1000 + millis).substring(1);
        return wait.toSeconds() + fraction + "s";
    }

    private static @Nullable Duration seconds(@Nullable String delay) {
        if (delay == null || !delay.endsWith("s")) {
            return null;
        }
        try {
            double seconds = Double.parseDouble(delay.substring(0, delay.length() - 1));
            boolean sensible = seconds >= 0 && seconds <= LONGEST_SECONDS;
            return sensible ? Duration.ofMillis(Math.round(seconds * 1000)) : null;
        } catch (NumberFormatException noNumber) {
            // A wait that cannot be understood is a wait that was not named.
            return null;
        }
    }
}
