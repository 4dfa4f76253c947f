package dev.dragoman.gateway.endpoint;

import dev.dragoman.error.BadRequestException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.http.Headers;
import dev.dragoman.routing.CallOptions;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a caller asks of the gateway in header fields; they go before the body's members. */
final class HeaderOptions {

    private static final String TIMEOUT = "x-litellm-timeout";
    private static final String STREAM_TIMEOUT = "x-litellm-stream-timeout";
    private static final String RETRIES = "x-litellm-num-retries";

    private HeaderOptions() {}

    static CallOptions over(CallOptions options, Headers headers) {
        String timeout = headers.first(TIMEOUT);
        String streamTimeout = headers.first(STREAM_TIMEOUT);
        String retries = headers.first(RETRIES);
        if (timeout == null && streamTimeout == null && retries == null) {
            return options;
        }
        return new CallOptions(
                or(seconds(TIMEOUT, timeout), options.timeout()),
                or(seconds(STREAM_TIMEOUT, streamTimeout), options.streamTimeout()),
                retries == null ? options.retries() : Integer.valueOf(count(retries)),
                options.drop(),
                options.additionalDrops(),
                options.allowed(),
                options.mergedReasoning(),
                options.cache());
    }

    private static @Nullable Duration or(@Nullable Duration one, @Nullable Duration other) {
        return one != null ? one : other;
    }

    private static @Nullable Duration seconds(String name, @Nullable String text) {
        if (text == null) {
            return null;
        }
        double seconds = number(name, text, "seconds, from 0 to 1000000");
        if (!(seconds >= 0 && seconds <= 1e6)) {
            throw wrong(name, text, "seconds, from 0 to 1000000");
        }
        return seconds == 0 ? null : Duration.ofNanos((long) (seconds * 1e9));
    }

    private static int count(String text) {
        double count = number(RETRIES, text, "a whole number from 0 to 20");
        if (count != Math.rint(count) || count < 0 || count > 20) {
            throw wrong(RETRIES, text, "a whole number from 0 to 20");
        }
        return (int) count;
    }

    private static double number(String name, String text, String expected) {
        try {
            return Double.parseDouble(text.strip());
        } catch (NumberFormatException noNumber) {
            throw wrong(name, text, expected);
        }
    }

    private static BadRequestException wrong(String name, String text, String expected) {
        String shown = text.length() <= 80 ? text : text.substring(0, 80) + "...";
        return new BadRequestException(ErrorDetail.of("header " + name + ": " + shown + " (expected: " + expected + ")")
                .withType("invalid_request_error")
                .withParam(name));
    }
}
