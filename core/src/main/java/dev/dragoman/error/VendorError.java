package dev.dragoman.error;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a vendor answered when it refused a call.
 *
 * @param provider the provider's name, as in the model string
 * @param model the model asked for, without the provider
 * @param status the HTTP status
 * @param headers the header fields that matter to a caller, names in lower case
 * @param body the body as received; may be no JSON at all
 */
public record VendorError(String provider, String model, int status, Map<String, String> headers, byte[] body) {

    public VendorError {
        headers = Map.copyOf(headers);
    }

    /** The value of the field, or null when absent. */
    public @Nullable String header(String lowerCaseName) {
        return headers.get(lowerCaseName);
    }

    /** The body as text. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }
}
