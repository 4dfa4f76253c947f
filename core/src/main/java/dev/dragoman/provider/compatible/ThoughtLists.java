package dev.dragoman.provider.compatible;

import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonValue;
import dev.dragoman.provider.compatible.Rule.ThoughtsListed.Form;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Thoughts of earlier turns as parts of their content, where a place wants them there. */
final class ThoughtLists {

    private static final String TOLD = "reasoning_content";
    private static final String BLOCKS = "thinking_blocks";

    private ThoughtLists() {}

    /** The message with its thoughts as parts in a form; without a form it loses them. */
    static JsonObject put(JsonObject message, @Nullable Form form) {
        JsonObject bare = message.without(TOLD, BLOCKS);
        List<JsonValue> thoughts = form == null ? List.of() : thoughts(message, form);
        if (thoughts.isEmpty()) {
            return bare;
        }
        List<JsonValue> parts = new ArrayList<>(thoughts);
        parts.addAll(said(message.get("content")));
        return bare.with("content", new JsonArray(parts));
    }

    private static List<JsonValue> thoughts(JsonObject message, Form form) {
        JsonArray blocks = message.array(BLOCKS);
        List<JsonValue> thoughts = new ArrayList<>(1);
        if (form == Form.REASONING && blocks != null) {
            for (JsonValue block : blocks) {
                if (block instanceof JsonObject one && "thinking".equals(one.string("type"))) {
                    thoughts.add(reasoning(one));
                }
            }
            return thoughts;
        }
        String told = message.string(TOLD);
        // Without a signature a thought of Databricks' is refused.
        if (told != null && !told.isEmpty() && form == Form.THINKING) {
            thoughts.add(thinking(told));
        }
        return thoughts;
    }

    private static JsonObject thinking(String text) {
        return JsonObject.builder()
                .put("type", "thinking")
                .put("thinking", JsonArray.of(text(text)))
                .build();
    }

    private static JsonObject reasoning(JsonObject block) {
        JsonObject summary = JsonObject.builder()
                .put("type", "summary_text")
                .put("text", Objects.requireNonNullElse(block.string("thinking"), ""))
                .putIfPresent("signature", block.string("signature"))
                .build();
        return JsonObject.builder()
                .put("type", "reasoning")
                .put("summary", JsonArray.of(summary))
                .build();
    }

    private static List<JsonValue> said(@Nullable JsonValue content) {
        return switch (content) {
            case JsonString text -> text.value().isEmpty() ? List.of() : List.of(text(text.value()));
            case JsonArray parts -> parts.items();
            case null, default -> List.of();
        };
    }

    private static JsonObject text(String text) {
        return JsonObject.builder().put("type", "text").put("text", text).build();
    }
}
