package dev.dragoman.routing;

import dev.dragoman.http.Headers;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The header in which Anthropic's feature flags are announced; flags of several sources are joined. */
final class Betas {

    private static final String HEADER = "anthropic-beta";

    private Betas() {}

    static Headers.Builder merged(Headers.Builder headers, List<String> betas) {
        if (betas.isEmpty()) {
            return headers;
        }
        Set<String> all = new LinkedHashSet<>();
        addAll(all, headers.build().first(HEADER));
        all.addAll(betas);
        return headers.set(HEADER, String.join(",", all));
    }

    private static void addAll(Set<String> all, @Nullable String list) {
        if (list == null) {
            return;
        }
        int from = 0;
        while (from <= list.length()) {
            int comma = list.indexOf(',', from);
            int end = comma < 0 ? list.length() : comma;
            String flag = list.substring(from, end).strip();
            if (!flag.isEmpty()) {
                all.add(flag);
            }
            from = end + 1;
        }
    }
}
