package dev.dragoman.dialect.responses;

import dev.dragoman.dialect.Field;
import dev.dragoman.json.Json;
import dev.dragoman.model.MediaSource;
import dev.dragoman.model.Part;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads items that a model said, in a history as in an answer. */
final class ItemReader {

    private ItemReader() {}

    /** Adds the parts that an item of the type is. */
    static void read(String type, Field item, List<Part> into) {
        switch (type) {
            case "message" -> into.addAll(ContentReader.parts(item.required("content")));
            case "reasoning" -> into.add(Thoughts.read(item));
            case "function_call" -> into.add(call(item, "arguments", false));
            case "custom_tool_call" -> into.add(call(item, "input", true));
            case "image_generation_call" -> into.add(drawn(item));
            default -> into.add(new Part.Opaque(ResponsesDialect.NAME, item.object()));
        }
    }

    private static Part call(Field item, String input, boolean custom) {
        return new Part.ToolCall(
                item.requiredString("call_id"),
                item.requiredString("name"),
                input(item.member(input)),
                custom,
                VendorFields.signature(item),
                null);
    }

    /** The arguments of a call as JSON text, whatever form they came in. */
    private static String input(@Nullable Field input) {
        if (input == null) {
            return "";
        }
        return input.isText() ? input.text() : Json.text(input.value());
    }

    /** A drawn image; one that is still being drawn, or failed, is no image yet. */
    private static Part drawn(Field item) {
        String result = item.string("result");
        if (result == null) {
            return new Part.Opaque(ResponsesDialect.NAME, item.object());
        }
        String format = item.string("output_format");
        return new Part.Image(new MediaSource.Base64("image/" + (format == null ? "png" : format), result), null, null);
    }
}
