package dev.dragoman.dialect.anthropic;

import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonNumber;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonValue;
import java.util.ArrayList;
import java.util.List;

/** {@code context_management}: what the vendor does when a conversation grows long. */
final class ContextEdits {

    private static final String COMPACTION = "compact_20260112";

    private ContextEdits() {}

    /** The member in Anthropic's words; OpenAI's is a list. */
    static JsonValue write(JsonValue value, Notes notes) {
        if (value instanceof JsonArray edits) {
            return translated(edits, notes);
        }
        JsonArray own = value instanceof JsonObject management ? management.array("edits") : null;
        if (own != null) {
            own.forEach(edit -> announce(edit, notes));
        }
        return value;
    }

    private static JsonValue translated(JsonArray edits, Notes notes) {
        List<JsonValue> written = new ArrayList<>();
        for (JsonValue edit : edits) {
            if (edit instanceof JsonObject object && "compaction".equals(object.string("type"))) {
                written.add(compaction(object));
                notes.beta("compact-2026-01-12");
            } else {
                notes.unsupported("context_management");
            }
        }
        return JsonObject.of("edits", new JsonArray(written));
    }

    private static JsonObject compaction(JsonObject edit) {
        JsonObject.Builder compaction = JsonObject.builder().put("type", COMPACTION);
        Long threshold = edit.integer("compact_threshold");
        if (threshold != null) {
            compaction.put(
                    "trigger",
                    JsonObject.builder()
                            .put("type", "input_tokens")
                            .put("value", JsonNumber.of(threshold))
                            .build());
        }
        return compaction.build();
    }

    private static void announce(JsonValue edit, Notes notes) {
        boolean compaction = edit instanceof JsonObject object && COMPACTION.equals(object.string("type"));
        notes.beta(compaction ? "compact-2026-01-12" : "context-management-2025-06-27");
    }
}
