package dev.dragoman.gateway.conversation;

import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The input of a request as items that have ids. */
final class InputItems {

    private InputItems() {}

    /**
     * The items.
     *
     * @param seed what the ids are made of where the client gave none
     */
    static JsonArray of(@Nullable JsonValue input, String seed) {
        List<JsonValue> items = new ArrayList<>();
        switch (input) {
            case JsonString text -> items.add(identified(message(text.value()), seed, 0));
            case JsonArray list -> {
                for (JsonValue item : list) {
                    items.add(item instanceof JsonObject object ? identified(object, seed, items.size()) : item);
                }
            }
            case null, default -> {}
        }
        return new JsonArray(items);
    }

    private static JsonObject message(String text) {
        JsonObject part =
                JsonObject.builder().put("type", "input_text").put("text", text).build();
        return JsonObject.builder()
                .put("role", "user")
                .put("content", JsonArray.of(part))
                .build();
    }

    private static JsonObject identified(JsonObject item, String seed, int number) {
        String type = item.string("type");
        String kind = type == null ? "message" : type;
        JsonObject.Builder whole = JsonObject.builder();
        if (item.string("id") == null) {
            whole.put("id", prefix(kind) + seed + "_" + number);
        }
        if (type == null) {
            whole.put("type", kind);
        }
        item.forEach(whole::put);
        return whole.build();
    }

    private static String prefix(String kind) {
        return switch (kind) {
            case "message" -> "msg_in_";
            case "function_call" -> "fc_in_";
            case "function_call_output" -> "fco_in_";
            case "reasoning" -> "rs_in_";
            default -> "item_in_";
        };
    }
}
