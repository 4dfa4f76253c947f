package dev.dragoman.dialect.anthropic;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The ids of tool calls as Anthropic takes them: of few characters only, and each once in a conversation. Other vendors
 * are less strict. Not thread-safe.
 */
final class ToolIds {

    private final Map<String, String> written = new HashMap<>();
    private final Set<String> taken = new HashSet<>();

    /** The id of a new call. */
    String ofCall(String id) {
        String clean = clean(CallId.read(id).id());
        String unique = clean;
        for (int i = 2; !taken.add(unique); i++) {
            unique = clean + "_" + i;
        }
        written.put(id, unique);
        return unique;
    }

    /** The id of the latest call of that id. */
    String ofResult(String id) {
        String known = written.get(id);
        return known == null ? clean(CallId.read(id).id()) : known;
    }

    private static String clean(String id) {
        if (id.isEmpty()) {
            return "call";
        }
        for (int i = 0; i < id.length(); i++) {
            if (!isAllowed(id.charAt(i))) {
                return cleaned(id);
            }
        }
        return id;
    }

    private static String cleaned(String id) {
        StringBuilder clean = new StringBuilder(id.length());
        for (int i = 0; i < id.length(); i++) {
            clean.append(isAllowed(id.charAt(i)) ? id.charAt(i) : '_');
        }
        return clean.toString();
    }

    private static boolean isAllowed(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
    }
}
