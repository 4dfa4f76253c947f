package dev.dragoman.testkit.openai;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Responses that were not asked to be forgotten; the newest thousand. Thread-safe. */
final class StoredResponses {

    private static final int MOST = 1000;

    private final Map<String, Remembered> entries = new LinkedHashMap<>() {

        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Remembered> eldest) {
            return size() > MOST;
        }
    };

    /** A response and the input it answered. */
    record Remembered(ObjectNode response, JsonNode input) {}

    synchronized void put(String id, Remembered entry) {
        entries.put(id, entry);
    }

    synchronized Remembered find(String id) {
        return found(id, entries.get(id));
    }

    synchronized void remove(String id) {
        found(id, entries.remove(id));
    }

    private static Remembered found(String id, @Nullable Remembered entry) {
        if (entry == null) {
            throw Refusal.of(404, "Response with id '" + id + "' not found.", null, null);
        }
        return entry;
    }

    synchronized void requirePrevious(String id) {
        if (!entries.containsKey(id)) {
            throw Refusal.badRequest(
                    "Previous response with id '" + id + "' not found.",
                    "previous_response_id",
                    "previous_response_not_found");
        }
    }
}
