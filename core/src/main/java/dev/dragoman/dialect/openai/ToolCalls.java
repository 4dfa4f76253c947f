package dev.dragoman.dialect.openai;

import dev.dragoman.json.JsonWriter;
import dev.dragoman.model.Part;
import java.util.List;

/** Writes the tool calls of a turn. */
final class ToolCalls {

    private ToolCalls() {}

    /** Writes {@code tool_calls} when there are any. */
    static void write(JsonWriter out, List<Part> parts) {
        boolean open = false;
        for (Part part : parts) {
            if (part instanceof Part.ToolCall call) {
                if (!open) {
                    out.name("tool_calls").beginArray();
                    open = true;
                }
                write(out, call);
            }
        }
        if (open) {
            out.endArray();
        }
    }

    private static void write(JsonWriter out, Part.ToolCall call) {
        out.beginObject().member("id", call.id());
        if (call.custom()) {
            out.member("type", "custom").name("custom").beginObject().member("name", call.name());
            out.member("input", call.arguments()).endObject();
        } else {
            out.member("type", "function").name("function").beginObject().member("name", call.name());
            out.member("arguments", call.arguments().isEmpty() ? "{}" : call.arguments())
                    .endObject();
        }
        signature(out, call.signature());
        if (call.cache() != null) {
            out.member("cache_control", ContentReader.mark(call.cache()));
        }
        out.endObject();
    }

    /** A vendor's signature travels with its call. */
    static void signature(JsonWriter out, @org.jspecify.annotations.Nullable String signature) {
        if (signature != null) {
            out.name("provider_specific_fields")
                    .beginObject()
                    .member("thought_signature", signature)
                    .endObject();
        }
    }
}
