package dev.dragoman.testkit.vendor;

import dev.dragoman.testkit.wire.RecordedRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** The fields of a body in {@code application/x-www-form-urlencoded}. */
public final class FormBody {

    private FormBody() {}

    /** The fields by name; none when the content type is another. */
    public static Map<String, String> of(RecordedRequest request) {
        Map<String, String> form = new HashMap<>();
        if (!request.header("content-type").orElse("").startsWith("application/x-www-form-urlencoded")) {
            return form;
        }
        for (String pair : request.text().split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                form.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
            }
        }
        return form;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
