package dev.dragoman.dialect.gemini;

import dev.dragoman.json.JsonObject;
import dev.dragoman.model.Message;
import dev.dragoman.model.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads a client's {@code contents} and {@code systemInstruction} as messages. Not thread-safe. */
final class ContentReader {

    private final List<Message> messages = new ArrayList<>();
    private final PendingCalls pending = new PendingCalls();

    /** Reads instructions: text, a part, or a content. */
    void instructions(ProtoField told) {
        List<Part> parts = new ArrayList<>();
        if (told.isText()) {
            parts.add(new Part.Text(told.text()));
        } else {
            List<ProtoField> said = told.member("parts") == null ? List.of(told) : parts(told);
            said.forEach(part -> add(parts, PartReader.read(part, false, (id, signature) -> "")));
        }
        if (!parts.isEmpty()) {
            messages.add(new Message.Instructions(parts, false, null));
        }
    }

    /** Reads the turns. */
    List<Message> contents(ProtoField contents) {
        List<ProtoField> turns = contents.isList() ? contents.items() : List.of(contents);
        for (int i = 0; i < turns.size(); i++) {
            turn(turns.get(i), i);
        }
        return messages;
    }

    private void turn(ProtoField turn, int index) {
        String role = turn.string("role");
        switch (role == null ? "user" : role.toLowerCase(Locale.ROOT)) {
            case "model" -> modelTurn(turn, index);
            case "user", "function", "tool" -> userTurn(turn, index);
            case "system" -> instructions(turn);
            default -> throw turn.required("role").wrong("user or model");
        }
    }

    private void modelTurn(ProtoField turn, int index) {
        List<Part> parts = new ArrayList<>();
        int[] calls = {0};
        for (ProtoField part : parts(turn)) {
            add(
                    parts,
                    PartReader.read(
                            part, true, (id, signature) -> id == null ? "call_" + index + "_" + calls[0]++ : id));
            if (!parts.isEmpty()
                    && parts.getLast() instanceof Part.ToolCall call
                    && part.member("functionCall") != null) {
                pending.add(call.id(), call.name());
            }
        }
        messages.add(new Message.Assistant(parts));
    }

    private void userTurn(ProtoField turn, int index) {
        List<Part> spoken = new ArrayList<>();
        List<ProtoField> parts = parts(turn);
        for (int i = 0; i < parts.size(); i++) {
            ProtoField result = parts.get(i).member("functionResponse");
            if (result == null) {
                add(spoken, PartReader.read(parts.get(i), false, (id, signature) -> id == null ? "" : id));
            } else {
                flush(spoken);
                messages.add(result(result, "call_" + index + "_" + i));
            }
        }
        flush(spoken);
    }

    private void flush(List<Part> spoken) {
        if (!spoken.isEmpty()) {
            messages.add(new Message.User(spoken, null));
            spoken.clear();
        }
    }

    private Message result(ProtoField result, String unknown) {
        String name = result.required("name").text();
        String id = pending.answered(result.string("id"), name, unknown);
        ProtoField response = result.member("response");
        JsonObject object = response == null ? JsonObject.EMPTY : response.object();
        String failure = object.size() == 1 ? object.string("error") : null;
        List<Part> parts = new ArrayList<>();
        parts.add(new Part.Text(failure == null ? text(object) : failure));
        for (ProtoField part : result.list("parts")) {
            add(parts, media(part));
        }
        return new Message.ToolResult(parts, id, name, failure == null ? null : Boolean.TRUE, null);
    }

    private static String text(JsonObject response) {
        String content = response.size() == 1 ? response.string("content") : null;
        return content == null ? response.toJson() : content;
    }

    private static @Nullable Part media(ProtoField part) {
        Part read = PartReader.read(part, false, (id, signature) -> "");
        return read instanceof Part.Opaque ? null : read;
    }

    private static List<ProtoField> parts(ProtoField turn) {
        ProtoField parts = turn.member("parts");
        if (parts == null) {
            return List.of();
        }
        return parts.isList() ? parts.items() : List.of(parts);
    }

    private static void add(List<Part> parts, @Nullable Part part) {
        if (part != null) {
            parts.add(part);
        }
    }
}
