package dev.dragoman.dialect.anthropic;

import dev.dragoman.dialect.Field;
import dev.dragoman.json.JsonObject;
import dev.dragoman.model.Message;
import dev.dragoman.model.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads {@code system} and {@code messages}. */
final class MessageReader {

    private static final Set<String> RESULT = Set.of("type", "tool_use_id", "content", "is_error", CacheMarks.MEMBER);

    private MessageReader() {}

    static void system(Field system, List<Message> into) {
        List<Part> parts = BlockReader.readAll(system);
        if (!system.isText()) {
            requireText(system);
        }
        if (!parts.isEmpty()) {
            into.add(new Message.Instructions(parts, false, null));
        }
    }

    static void readAll(Field messages, List<Message> into) {
        List<Field> items = messages.items();
        for (int i = 0; i < items.size(); i++) {
            read(items.get(i), i == items.size() - 1, into);
        }
    }

    private static void read(Field message, boolean last, List<Message> into) {
        Field role = message.required("role");
        Field content = message.required("content");
        switch (role.text()) {
            case "user" -> user(content, into);
            case "assistant" -> assistant(content, last, into);
            case "system" -> system(content, into);
            default -> throw role.wrong("user or assistant");
        }
    }

    private static void user(Field content, List<Message> into) {
        if (content.isText()) {
            into.add(new Message.User(BlockReader.readAll(content), null));
            return;
        }
        List<Part> said = new ArrayList<>();
        for (Field block : content.items()) {
            if (isResult(block)) {
                flush(said, into);
                into.add(result(block));
            } else {
                refuse(block, "user", "tool_use", "thinking", "redacted_thinking");
                said.add(BlockReader.read(block));
            }
        }
        flush(said, into);
    }

    private static void flush(List<Part> said, List<Message> into) {
        if (!said.isEmpty()) {
            into.add(new Message.User(said, null));
            said.clear();
        }
    }

    /** A result with members that have no word elsewhere stays a block. */
    private static boolean isResult(Field block) {
        return block.requiredString("type").equals("tool_result")
                && block.others(RESULT).isEmpty();
    }

    private static Message result(Field block) {
        Field content = block.member("content");
        return new Message.ToolResult(
                content == null ? List.of() : BlockReader.readAll(content),
                CallId.read(block.requiredString("tool_use_id")).id(),
                null,
                block.bool("is_error"),
                CacheMarks.read(block));
    }

    private static void assistant(Field content, boolean last, List<Message> into) {
        if (!content.isText()) {
            for (Field block : content.items()) {
                refuse(block, "assistant", "tool_result");
            }
        }
        into.add(new Message.Assistant(BlockReader.readAll(content), null, last, JsonObject.EMPTY));
    }

    private static void requireText(Field content) {
        for (Field block : content.items()) {
            Field type = block.required("type");
            if (!type.text().equals("text")) {
                throw type.wrong("text in instructions");
            }
        }
    }

    private static void refuse(Field block, String role, String... types) {
        Field type = block.required("type");
        for (String refused : types) {
            if (type.text().equals(refused)) {
                throw type.wrong("a block that can stand in a message of the role " + role);
            }
        }
    }
}
