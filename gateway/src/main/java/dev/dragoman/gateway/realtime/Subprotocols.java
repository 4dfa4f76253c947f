package dev.dragoman.gateway.realtime;

import dev.dragoman.http.Headers;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What browsers say in subprotocols, as they can set no header fields.
 *
 * @see <a href="https://platform.openai.com/docs/guides/realtime-websocket">OpenAI: Realtime API with WebSocket</a>
 */
final class Subprotocols {

    /** The one that is chosen. */
    static final String REALTIME = "realtime";

    private static final String KEY = "openai-insecure-api-key.";
    private static final String BETA = "openai-beta.realtime-";
    private static final String FIELD = "sec-websocket-protocol";
    private static final List<String> KEY_FIELDS =
            List.of("authorization", "x-litellm-api-key", "api-key", "x-api-key", "x-goog-api-key");

    private Subprotocols() {}

    /** The header fields with a key that is told as a subprotocol, unless one is told in a field of its own. */
    static Headers credentials(Headers sent) {
        String key = rest(sent, KEY);
        boolean told = KEY_FIELDS.stream().anyMatch(sent::contains);
        return key == null || told
                ? sent
                : sent.toBuilder().set("authorization", "Bearer " + key).build();
    }

    /** The beta version that the client speaks, as its header field says it; null for none. */
    static @Nullable String beta(Headers sent) {
        String field = sent.first("openai-beta");
        String version = field == null ? rest(sent, BETA) : null;
        return version == null ? field : "realtime=" + version;
    }

    /** What the gateway chooses among those offered; null for none. */
    static @Nullable String chosen(List<String> offered) {
        return offered.contains(REALTIME) ? REALTIME : null;
    }

    private static @Nullable String rest(Headers sent, String beginning) {
        for (String value : sent.all(FIELD)) {
            for (String protocol : value.split(",", -1)) {
                String name = protocol.strip();
                if (name.toLowerCase(Locale.ROOT).startsWith(beginning) && name.length() > beginning.length()) {
                    return name.substring(beginning.length());
                }
            }
        }
        return null;
    }
}
