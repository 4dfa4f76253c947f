package dev.dragoman.dialect.openai;

import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonValue;
import dev.dragoman.model.Part;
import java.util.ArrayList;
import java.util.List;

/** What a vendor tells beside its text, gathered in {@code provider_specific_fields}. */
final class Citations {

    private Citations() {}

    static void collect(List<Part> parts, JsonObject.Builder fields) {
        List<JsonValue> cited = new ArrayList<>();
        List<JsonValue> signatures = new ArrayList<>();
        List<JsonValue> blocks = new ArrayList<>();
        for (Part part : parts) {
            if (part instanceof Part.Text text) {
                if (!text.citations().isEmpty()) {
                    cited.add(new JsonArray(List.copyOf(text.citations())));
                }
                if (text.signature() != null) {
                    signatures.add(new JsonString(text.signature()));
                }
            } else if (part instanceof Part.Opaque opaque) {
                blocks.add(opaque.block());
            }
        }
        put(fields, "citations", cited);
        put(fields, "thought_signatures", signatures);
        put(fields, "vendor_blocks", blocks);
    }

    private static void put(JsonObject.Builder fields, String name, List<JsonValue> items) {
        if (!items.isEmpty()) {
            fields.put(name, new JsonArray(items));
        }
    }
}
