package dev.dragoman.gateway.deployment;

import dev.dragoman.json.Json;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonValue;
import dev.dragoman.routing.ChatSource;
import dev.dragoman.routing.Source;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;

/**
 * Names for the beginning of a conversation up to its last cache marker, and for what it grew from: each of the messages before the
 * marker may have been the last one when the vendor cached it. The markers themselves do not count, since clients move them along.
 */
final class CachedPrefix {

    private static final String MARKER = "cache_control";
    private static final List<String> PARTS = List.of("tools", "system", "messages");
    /** A token is about four bytes, and vendors cache nothing shorter than 1024 tokens. */
    private static final int LEAST_BYTES = 4 * 1024;
    /** As far as vendors look back themselves. */
    private static final int LOOKED_BACK = 20;

    private CachedPrefix() {}

    /** The names, that of the longest beginning first; none when nothing is marked, or too little. */
    static List<String> names(Source source) {
        if (!(source instanceof ChatSource) || !mayBeMarked(source.body())) {
            return List.of();
        }
        List<JsonValue> items = items(source.body());
        int last = lastMarked(items);
        return last < 0 ? List.of() : names(items.subList(0, last + 1));
    }

    private static boolean mayBeMarked(JsonBody body) {
        return !body.watches(MARKER) || PARTS.stream().anyMatch(part -> body.mentions(part, MARKER));
    }

    private static List<JsonValue> items(JsonBody body) {
        List<JsonValue> items = new ArrayList<>();
        for (String part : PARTS) {
            JsonValue value = body.isNull(part) ? null : body.value(part);
            if (value instanceof JsonArray array) {
                array.forEach(items::add);
            } else if (value != null) {
                items.add(value);
            }
        }
        return items;
    }

    private static int lastMarked(List<JsonValue> items) {
        for (int i = items.size() - 1; i >= 0; i--) {
            if (isMarked(items.get(i))) {
                return i;
            }
        }
        return -1;
    }

    private static boolean isMarked(JsonValue value) {
        return switch (value) {
            case JsonArray array -> array.items().stream().anyMatch(CachedPrefix::isMarked);
            case JsonObject object ->
                object.has(MARKER)
                        || object.names().stream()
                                .anyMatch(name -> object.get(name) instanceof JsonValue inner && isMarked(inner));
            default -> false;
        };
    }

    private static List<String> names(List<JsonValue> items) {
        List<String> names = new ArrayList<>();
        MessageDigest digest = Digests.begun();
        long bytes = 0;
        for (int i = 0; i < items.size(); i++) {
            byte[] item = Json.bytes(unmarked(items.get(i)));
            bytes += item.length;
            digest.update(item);
            if (bytes >= LEAST_BYTES && i >= items.size() - LOOKED_BACK) {
                names.addFirst(Digests.told(copy(digest).digest()));
            }
        }
        return names;
    }

    private static JsonValue unmarked(JsonValue value) {
        return switch (value) {
            case JsonArray array ->
                new JsonArray(array.items().stream().map(CachedPrefix::unmarked).toList());
            case JsonObject object -> {
                JsonObject.Builder rest = JsonObject.builder();
                object.without(MARKER).forEach((name, inner) -> rest.put(name, unmarked(inner)));
                yield rest.build();
            }
            default -> value;
        };
    }

    private static MessageDigest copy(MessageDigest digest) {
        try {
            return (MessageDigest) digest.clone();
        } catch (CloneNotSupportedException never) {
            throw new IllegalStateException("SHA-256 of every Java platform can be copied", never);
        }
    }
}
