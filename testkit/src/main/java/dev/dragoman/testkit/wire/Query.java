package dev.dragoman.testkit.wire;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads the query of a request target. */
final class Query {

    private Query() {}

    static Map<String, String> of(String target) {
        int mark = target.indexOf('?');
        Map<String, String> values = new LinkedHashMap<>();
        if (mark >= 0) {
            for (String pair : target.substring(mark + 1).split("&", -1)) {
                put(values, pair);
            }
        }
        return Collections.unmodifiableMap(values);
    }

    private static void put(Map<String, String> values, String pair) {
        int equals = pair.indexOf('=');
        if (equals >= 0) {
            values.putIfAbsent(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
        } else if (!pair.isEmpty()) {
            values.putIfAbsent(decoded(pair), "");
        }
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
