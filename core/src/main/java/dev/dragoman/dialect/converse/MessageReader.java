package dev.dragoman.dialect.converse;

import dev.dragoman.dialect.Field;
import dev.dragoman.model.CacheControl;
import dev.dragoman.model.Message;
import dev.dragoman.model.Part;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads instructions and messages; a cache mark joins what stands before it. */
final class MessageReader {

    private MessageReader() {}

    static List<Message> read(@Nullable Field system, Field messages) {
        List<Message> read = new ArrayList<>();
        if (system != null) {
            List<Part> told = parts(system.items());
            if (!told.isEmpty()) {
                read.add(new Message.Instructions(told, false, null));
            }
        }
        for (Field message : messages.items()) {
            Field role = message.required("role");
            switch (role.text()) {
                case "user" -> user(message.required("content").items(), read);
                case "assistant" ->
                    read.add(new Message.Assistant(
                            parts(message.required("content").items())));
                case "system" ->
                    read.add(new Message.Instructions(
                            parts(message.required("content").items()), false, null));
                default -> throw role.wrong("user, assistant or system");
            }
        }
        return read;
    }

    /** Results of tools are messages of their own before the rest of the turn. */
    private static void user(List<Field> blocks, List<Message> into) {
        List<Field> said = new ArrayList<>();
        Message.ToolResult open = null;
        for (Field block : blocks) {
            Field result = block.member("toolResult");
            Field mark = block.member(CachePoints.MEMBER);
            if (result != null) {
                add(open, into);
                open = result(result, null);
            } else if (open != null && mark != null) {
                CacheControl cache = CachePoints.read(mark);
                open = new Message.ToolResult(open.parts(), open.callId(), null, open.error(), cache);
            } else {
                add(open, into);
                open = null;
                said.add(block);
            }
        }
        add(open, into);
        if (!said.isEmpty()) {
            into.add(new Message.User(parts(said), null));
        }
    }

    private static void add(Message.@Nullable ToolResult result, List<Message> into) {
        if (result != null) {
            into.add(result);
        }
    }

    private static Message.ToolResult result(Field result, @Nullable CacheControl cache) {
        String status = result.string("status");
        return new Message.ToolResult(
                resultParts(result.required("content").items()),
                result.requiredString("toolUseId"),
                null,
                status == null ? null : status.equals("error"),
                cache);
    }

    /** What a tool gives as JSON is told as its text. */
    private static List<Part> resultParts(List<Field> blocks) {
        List<Part> parts = new ArrayList<>(blocks.size());
        for (Field block : blocks) {
            Field json = block.member("json");
            parts.add(
                    json == null
                            ? BlockReader.read(block)
                            : new Part.Text(json.value().toJson()));
        }
        return parts;
    }

    private static List<Part> parts(List<Field> blocks) {
        List<Part> parts = new ArrayList<>(blocks.size());
        for (Field block : blocks) {
            Field mark = block.member(CachePoints.MEMBER);
            if (mark == null) {
                parts.add(BlockReader.read(block));
            } else if (!parts.isEmpty()) {
                parts.add(Marks.with(parts.removeLast(), CachePoints.read(mark)));
            }
        }
        return parts;
    }
}
