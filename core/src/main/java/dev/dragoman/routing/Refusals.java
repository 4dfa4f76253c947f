package dev.dragoman.routing;

import dev.dragoman.dialect.Dialect;
import dev.dragoman.error.ApiException;
import dev.dragoman.error.ApiResponseException;
import dev.dragoman.error.LlmException;
import dev.dragoman.error.VendorError;
import dev.dragoman.http.UpstreamResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads responses that are no answers: errors, redirects, and answers of another kind than was asked for. */
final class Refusals {

    private static final int MAX_ERROR_BYTES = 1 << 20;

    private Refusals() {}

    /** What a response with an unsuccessful status means. */
    static LlmException of(
            UpstreamResponse response, Deployment deployment, Function<VendorError, LlmException> reader) {
        int status = response.status();
        if (status < 400) {
            return new ApiException(
                    Dispatcher.detail(
                            "the vendor redirects (status " + status + ") to " + location(response)
                                    + "; redirects are not followed: set api_base to the final address",
                            deployment),
                    502,
                    null);
        }
        byte[] body = response.readAll(MAX_ERROR_BYTES);
        return reader.apply(error(response, status, body, deployment));
    }

    /** What a response without an event stream means where one was asked for. */
    static LlmException noStream(UpstreamResponse response, String type, Deployment deployment, Dialect vendor) {
        byte[] body = response.readAll(MAX_ERROR_BYTES);
        LlmException told = type.contains("json") ? told(body, vendor) : null;
        if (told != null) {
            return told;
        }
        if (type.contains("json") && looksLikeError(body)) {
            return vendor.readError(error(response, 500, body, deployment));
        }
        return otherType(type, deployment);
    }

    /** The error that a whole answer is; null when it is none. */
    private static @Nullable LlmException told(byte[] body, Dialect vendor) {
        try {
            vendor.readReply(body);
            return null;
        } catch (ApiResponseException noAnswer) {
            // Neither an answer nor an error of this dialect; what it is instead is told by its type.
            return null;
        } catch (LlmException told) {
            return told;
        }
    }

    /** An answer of another type where a stream of events was asked for. */
    static LlmException otherType(String type, Deployment deployment) {
        return new ApiResponseException(Dispatcher.detail(
                "the vendor answered with content-type " + shortened(type) + " (expected: text/event-stream)",
                deployment));
    }

    private static VendorError error(UpstreamResponse response, int status, byte[] body, Deployment deployment) {
        Map<String, String> headers = HashMap.newHashMap(response.headers().size());
        response.headers().forEach(headers::putIfAbsent);
        return new VendorError(deployment.provider().name(), deployment.target().model(), status, headers, body);
    }

    private static boolean looksLikeError(byte[] body) {
        return new String(body, 0, Math.min(body.length, 200), java.nio.charset.StandardCharsets.ISO_8859_1)
                .contains("\"error\"");
    }

    private static String location(UpstreamResponse response) {
        String location = response.headers().first("location");
        return location == null ? "nowhere" : shortened(location);
    }

    private static String shortened(String text) {
        return text.length() <= 200 ? text : text.substring(0, 200) + "...";
    }
}
