package dev.dragoman.provider.anthropic;

import dev.dragoman.http.Headers;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The header that announces beta features. Flags join those that are there; none is said twice. */
final class AnthropicBetas {

    /** The header's name. */
    static final String HEADER = "anthropic-beta";

    private AnthropicBetas() {}

    /** The headers with further flags announced. */
    static Headers announce(Headers headers, List<String> flags) {
        if (flags.isEmpty()) {
            return headers;
        }
        Set<String> all = new LinkedHashSet<>();
        for (String value : headers.all(HEADER)) {
            for (String flag : value.split(",", -1)) {
                add(all, flag);
            }
        }
        flags.forEach(flag -> add(all, flag));
        return headers.toBuilder().set(HEADER, String.join(",", all)).build();
    }

    private static void add(Set<String> flags, String flag) {
        if (!flag.isBlank()) {
            flags.add(flag.strip());
        }
    }
}
