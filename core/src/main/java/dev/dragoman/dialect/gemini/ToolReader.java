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

    static List<Tool> read(List<ProtoField> elements) {
        List<Tool> tools = new ArrayList<>();
        for (ProtoField element : elements) {
            for (ProtoField declaration : element.list(VendorTools.DECLARATIONS)) {
                tools.add(function(declaration));
            }
            element.object().forEach((name, settings) -> vendorTool(ProtoName.camel(name), settings, tools));
        }
        return tools;
    }

    private static Tool function(ProtoField declaration) {
        return new Tool.Function(
                declaration.required("name").text(),
                declaration.string("description"),
                parameters(declaration),
                null,
                null,
                JsonObject.EMPTY);
    }

    private static @Nullable JsonObject parameters(ProtoField declaration) {
        ProtoField schema = declaration.member("parameters");
        if (schema != null) {
            return SchemaReader.read(schema.object());
        }
        ProtoField plain = declaration.member("parametersJsonSchema");
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
