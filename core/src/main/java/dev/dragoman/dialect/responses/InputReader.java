package dev.dragoman.dialect.responses;

import dev.dragoman.dialect.Field;
import dev.dragoman.model.Message;
import dev.dragoman.model.Part;
import java.util.ArrayList;
import java.util.List;

/** Reads the input of a request. What the model said stands in several items; those that follow each other are one turn. */
final class InputReader {

    private final List<Message> messages = new ArrayList<>();
    private final List<Part> turn = new ArrayList<>();

    /** Reads the messages of an input: plain text or a list of items. */
    List<Message> read(Field input) {
        if (input.isText()) {
            return List.of(new Message.User(List.of(new Part.Text(input.text())), null));
        }
        input.items().forEach(this::item);
        endTurn();
        return messages;
    }

    private void item(Field item) {
        Field type = item.member("type");
        if (type == null) {
            untyped(item);
            return;
        }
        switch (type.text()) {
            case "message" -> message(item);
            case "function_call_output", "custom_tool_call_output" -> toolResult(item);
            case "item_reference" -> throw reference(item);
            case "computer_call_output",
                    "local_shell_call_output",
                    "shell_call_output",
                    "apply_patch_call_output",
                    "mcp_approval_response",
                    "additional_tools",
                    "compaction_trigger",
                    "configuration_update" ->
                say(new Message.User(List.of(new Part.Opaque(ResponsesDialect.NAME, item.object())), null));
            default -> ItemReader.read(type.text(), item, turn);
        }
    }

    /** A message may leave its type out, and so may a reference. */
    private void untyped(Field item) {
        if (item.member("role") == null && item.member("id") != null) {
            throw reference(item);
        }
        message(item);
    }

    private static RuntimeException reference(Field item) {
        return item.required("id")
                .wrong("an item with its content; this model's vendor keeps no items, so they cannot be referred to");
    }

    private void message(Field item) {
        Field role = item.required("role");
        switch (role.text()) {
            case "assistant" -> ItemReader.read("message", item, turn);
            case "user" -> say(new Message.User(content(item), null));
            case "system" -> say(new Message.Instructions(content(item), false, null));
            case "developer" -> say(new Message.Instructions(content(item), true, null));
            default -> throw role.wrong("user, assistant, system or developer");
        }
    }

    private static List<Part> content(Field item) {
        return ContentReader.parts(item.required("content"));
    }

    private void toolResult(Field item) {
        List<Part> parts = ContentReader.parts(item.required("output"));
        say(new Message.ToolResult(parts, item.requiredString("call_id"), null, null, null));
    }

    private void say(Message message) {
        endTurn();
        messages.add(message);
    }

    private void endTurn() {
        if (!turn.isEmpty()) {
            messages.add(new Message.Assistant(List.copyOf(turn)));
            turn.clear();
        }
    }
}
