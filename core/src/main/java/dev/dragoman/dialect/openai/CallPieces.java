package dev.dragoman.dialect.openai;

import dev.dragoman.json.JsonWriter;
import dev.dragoman.model.ChatEvent;
import dev.dragoman.model.Part;
import java.util.HashSet;
import java.util.Set;

/** Writes the pieces of tool calls into deltas. A call in the older form has no number and no id, so there is only one. */
final class CallPieces {

    private final boolean legacy;
    private final Set<Place> custom = new HashSet<>(0);
    private int told;

    CallPieces(boolean legacyFunctions) {
        this.legacy = legacyFunctions;
    }

    private record Place(int choice, int call) {}

    JsonWriter begin(ChatEvent.ToolCallStarted call, JsonWriter delta) {
        if (call.custom()) {
            custom.add(new Place(call.choice(), call.call()));
        }
        told = Math.max(told, call.call() + 1);
        Part.ToolCall begun = new Part.ToolCall(call.id(), call.name(), "", call.custom(), call.signature(), null);
        return write(delta, call.call(), begun);
    }

    /** A call that came whole. */
    JsonWriter whole(Part.ToolCall call, JsonWriter delta) {
        return write(delta, told++, call);
    }

    private JsonWriter write(JsonWriter delta, int number, Part.ToolCall call) {
        if (legacy) {
            return number > 0 ? delta : function(delta.name("function_call"), call.name(), call.arguments());
        }
        String kind = ToolCalls.kind(call.custom());
        delta.name("tool_calls").beginArray().beginObject().member("index", number);
        delta.member("id", call.id()).member("type", kind).name(kind).beginObject();
        delta.member("name", call.name()).member(ToolCalls.inputName(call.custom()), call.arguments());
        ToolCalls.writeSignature(delta.endObject(), call.signature());
        return delta.endObject().endArray();
    }

    private static JsonWriter function(JsonWriter delta, String name, String arguments) {
        return delta.beginObject()
                .member("name", name)
                .member("arguments", arguments)
                .endObject();
    }

    JsonWriter goOn(ChatEvent.ToolArguments piece, JsonWriter delta) {
        if (legacy) {
            return piece.call() > 0
                    ? delta
                    : delta.name("function_call")
                            .beginObject()
                            .member("arguments", piece.fragment())
                            .endObject();
        }
        boolean free = custom.contains(new Place(piece.choice(), piece.call()));
        delta.name("tool_calls").beginArray().beginObject().member("index", piece.call());
        delta.name(ToolCalls.kind(free)).beginObject();
        delta.member(ToolCalls.inputName(free), piece.fragment()).endObject();
        return delta.endObject().endArray();
    }
}
