package dev.dragoman.dialect.openai;

import dev.dragoman.dialect.Field;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonWriter;
import dev.dragoman.model.Part;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The tool calls of a turn. */
final class ToolCalls {

    private ToolCalls() {}

    /** Reads {@code tool_calls} of a history, where every call has an id. */
    static void read(Field message, List<Part> parts) {
        Field calls = message.member("tool_calls");
        if (calls != null) {
            for (Field call : calls.items()) {
                parts.add(call(call, call.requiredString("id")));
            }
        }
    }

    /** Reads {@code tool_calls} of an answer; some servers give a call no id. */
    static void read(Field message, CallIds ids, List<Part> parts) {
        Field calls = message.member("tool_calls");
        if (calls != null) {
            for (Field call : calls.items()) {
                parts.add(call(call, ids.next(call.string("id"))));
            }
        }
        Field legacy = message.member("function_call");
        if (legacy != null) {
            parts.add(new Part.ToolCall(
                    ids.next(null), legacy.requiredString("name"), arguments(legacy.member("arguments"))));
        }
    }

    private static Part.ToolCall call(Field call, String id) {
        Field custom = call.member("custom");
        Field called = custom != null ? custom : call.required("function");
        return new Part.ToolCall(
                id,
                called.requiredString("name"),
                arguments(called.member(custom != null ? "input" : "arguments")),
                custom != null,
                signature(call),
                CacheMarks.read(call));
    }

    /** A vendor's signature, which travels with its call. */
    static @Nullable String signature(Field call) {
        Field own = call.member("provider_specific_fields");
        return own == null ? null : own.string("thought_signature");
    }

    /** The arguments of a call as JSON text, whatever form they came in. */
    static String arguments(@Nullable Field arguments) {
        if (arguments == null) {
            return "";
        }
        return arguments.isText() ? arguments.text() : Json.text(arguments.value());
    }

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
        String kind = kind(call.custom());
        out.beginObject().member("id", call.id()).member("type", kind).name(kind);
        out.beginObject().member("name", call.name());
        out.member(inputName(call.custom()), input(call)).endObject();
        writeSignature(out, call.signature());
        if (call.cache() != null) {
            out.member("cache_control", CacheMarks.write(call.cache()));
        }
        out.endObject();
    }

    /** Arguments must be JSON; free text may be empty. */
    private static String input(Part.ToolCall call) {
        return call.arguments().isEmpty() && !call.custom() ? "{}" : call.arguments();
    }

    static String kind(boolean custom) {
        return custom ? "custom" : "function";
    }

    static String inputName(boolean custom) {
        return custom ? "input" : "arguments";
    }

    static void writeSignature(JsonWriter out, @Nullable String signature) {
        if (signature != null) {
            out.name("provider_specific_fields")
                    .beginObject()
                    .member("thought_signature", signature)
                    .endObject();
        }
    }
}
