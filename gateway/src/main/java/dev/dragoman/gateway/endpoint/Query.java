package dev.dragoman.gateway.endpoint;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads the query of an address. */
final class Query {

    private Query() {}

    /** The first parameter of that name, decoded; null when it is absent or empty. */
    static @Nullable String parameter(String query, String name) {
        int from = 0;
        while (from < query.length()) {
            int end = query.indexOf('&', from);
            end = end < 0 ? query.length() : end;
            int value = from + name.length() + 1;
            if (value < end && query.startsWith(name, from) && query.charAt(value - 1) == '=') {
                return decoded(query.substring(value, end));
            }
            from = end + 1;
        }
        return null;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException wrong) {
            throw Members.invalid("the query cannot be read: " + wrong.getMessage(), null);
        }
    }
}
