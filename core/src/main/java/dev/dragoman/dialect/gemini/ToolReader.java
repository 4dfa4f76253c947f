package dev.dragoman.dialect.gemini;

import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonValue;
import dev.dragoman.model.Tool;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a client's {@code tools}. */
final class ToolReader {

    private ToolReader() {}

    static List<Tool> read(List<Field> elements) {
        List<Tool> tools = new ArrayList<>();
        for (Field element : elements) {
            for (Field declaration : element.list(VendorTools.DECLARATIONS)) {
                tools.add(function(declaration));
            }
            element.object().forEach((name, settings) -> vendorTool(ProtoName.camel(name), settings, tools));
        }
        return tools;
    }

    private static Tool function(Field declaration) {
        return new Tool.Function(
                declaration.required("name").text(),
                declaration.string("description"),
                parameters(declaration),
                null,
                null,
                JsonObject.EMPTY);
    }

    private static @Nullable JsonObject parameters(Field declaration) {
        Field schema = declaration.member("parameters");
        if (schema != null) {
            return SchemaReader.read(schema.object());
        }
        Field plain = declaration.member("parametersJsonSchema");
        return plain == null ? null : plain.object();
    }

    private static void vendorTool(String kind, JsonValue settings, List<Tool> tools) {
        if (kind.equals(VendorTools.DECLARATIONS)) {
            return;
        }
        boolean plainSearch = kind.equals(VendorTools.SEARCH) && settings.equals(JsonObject.EMPTY);
        tools.add(
                plainSearch
                        ? new Tool.WebSearch(null, null)
                        : new Tool.Opaque(GeminiDialect.NAME, JsonObject.of(kind, settings)));
    }
}
