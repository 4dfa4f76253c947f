package dev.dragoman.dialect.gemini;

import dev.dragoman.http.Slice;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonNull;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonValue;
import dev.dragoman.json.JsonWriter;
import dev.dragoman.model.Tool;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes {@code tools}: all functions in one element, every other tool in one of its own. Not thread-safe. */
final class ToolWriter {

    private static final String[] PLACE = {"latitude", "longitude", "languageCode"};

    private final JsonWriter functions = new JsonWriter(1024).beginArray();
    private final List<JsonObject> others = new ArrayList<>(1);
    private final Notes notes;
    private JsonObject place = JsonObject.EMPTY;
    private int declared;

    ToolWriter(Notes notes) {
        this.notes = notes;
    }

    void write(List<Tool> tools) {
        for (int i = 0; i < tools.size(); i++) {
            write(tools.get(i), i);
        }
    }

    /** How many functions the model may ask for. */
    int functions() {
        return declared;
    }

    /** Where the user is and what language is spoken there, for {@code googleMaps}. */
    JsonObject place() {
        return place;
    }

    /** The list of tools; null when there is none. Nothing may be written afterwards. */
    @Nullable
    Slice finish() {
        functions.endArray();
        if (declared == 0 && others.isEmpty()) {
            return null;
        }
        JsonWriter out = new JsonWriter(1024).beginArray();
        if (declared > 0) {
            out.beginObject()
                    .name(VendorTools.DECLARATIONS)
                    .raw(functions.toSlice())
                    .endObject();
        }
        others.forEach(out::value);
        return out.endArray().toSlice();
    }

    private void write(Tool tool, int index) {
        switch (tool) {
            case Tool.Function function -> function(function, index);
            case Tool.WebSearch search -> search(search);
            case Tool.Custom custom -> notes.unsupported("tools[*].custom");
            case Tool.Opaque opaque -> opaque(opaque);
        }
    }

    private void function(Tool.Function function, int index) {
        declared++;
        functions.beginObject().member("name", function.name());
        functions.memberIfPresent("description", function.description());
        JsonObject parameters = function.parameters();
        if (parameters != null && !parameters.isEmpty()) {
            parameters(parameters, "tools[" + index + "].function.parameters");
        }
        functions.endObject();
        function.extras().forEach((name, value) -> notes.unsupported("tools[*]." + name));
    }

    private void parameters(JsonObject schema, String path) {
        JsonObject written = SchemaWriter.write(schema, path, false);
        if (!written.has("properties") && "object".equals(written.string("type"))) {
            return;
        }
        functions.member("parameters", written);
    }

    private void search(Tool.WebSearch search) {
        if (search.contextSize() != null && !search.contextSize().equals("medium")) {
            notes.unsupported("web_search_options.search_context_size");
        }
        if (search.userLocation() != null) {
            notes.unsupported("web_search_options.user_location");
        }
        others.add(JsonObject.of(VendorTools.SEARCH, JsonObject.EMPTY));
    }

    private void opaque(Tool.Opaque opaque) {
        if (!(opaque.tool() instanceof JsonObject tool)) {
            notes.unsupported("tools[*]");
            return;
        }
        String type = tool.string("type");
        if (type != null && VendorTools.isWebSearch(type)) {
            others.add(JsonObject.of(VendorTools.SEARCH, JsonObject.EMPTY));
            return;
        }
        boolean[] known = {false};
        tool.forEach((name, settings) -> known[0] |= vendorTool(ProtoName.camel(name), settings));
        if (!known[0]) {
            notes.unsupported("tools[*]" + (type == null ? "" : "." + type));
        }
    }

    private boolean vendorTool(String kind, JsonValue settings) {
        if (kind.equals(VendorTools.DECLARATIONS)) {
            return declarations(settings);
        }
        if (!VendorTools.knows(kind)) {
            return false;
        }
        JsonValue own = settings == JsonNull.NULL ? JsonObject.EMPTY : settings;
        others.add(JsonObject.of(kind, kind.equals(VendorTools.MAPS) ? maps(own) : own));
        return true;
    }

    /** Functions already in the vendor's own form. */
    private boolean declarations(JsonValue list) {
        if (!(list instanceof JsonArray items)) {
            return false;
        }
        for (JsonValue item : items) {
            declared++;
            functions.value(item);
        }
        return true;
    }

    private JsonValue maps(JsonValue settings) {
        if (!(settings instanceof JsonObject object)) {
            return settings;
        }
        JsonObject.Builder own = JsonObject.builder();
        JsonObject.Builder around = place.toBuilder();
        object.forEach((name, value) -> (isPlace(name) ? around : own).put(ProtoName.camel(name), value));
        place = around.build();
        return own.build();
    }

    private static boolean isPlace(String name) {
        return List.of(PLACE).contains(ProtoName.camel(name));
    }
}
