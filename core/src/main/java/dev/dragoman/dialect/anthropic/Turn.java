package dev.dragoman.dialect.anthropic;

import dev.dragoman.model.Message;
import dev.dragoman.model.Part;
import java.util.ArrayList;
import java.util.List;

/** Consecutive messages of one role, which are one message here. Not thread-safe. */
final class Turn {

    /** Who speaks. */
    enum Role {
        USER,
        ASSISTANT,
        SYSTEM
    }

    private final Role role;
    private final List<Message.ToolResult> results = new ArrayList<>();
    private final List<Part> parts = new ArrayList<>();

    Turn(Role role) {
        this.role = role;
    }

    Role role() {
        return role;
    }

    /** The name of the role on the wire. */
    String roleName() {
        return switch (role) {
            case USER -> "user";
            case ASSISTANT -> "assistant";
            case SYSTEM -> "system";
        };
    }

    /** What tools returned; stands before everything else. */
    List<Message.ToolResult> results() {
        return results;
    }

    /** What is said, in order. */
    List<Part> parts() {
        return parts;
    }

    void add(Part part) {
        parts.add(part);
    }

    /** Adds a result; a later one for the same call takes the place of an earlier one. */
    void add(Message.ToolResult result) {
        for (int i = 0; i < results.size(); i++) {
            if (results.get(i).callId().equals(result.callId())) {
                results.set(i, result);
                return;
            }
        }
        results.add(result);
    }

    boolean isEmpty() {
        return results.isEmpty() && parts.isEmpty();
    }

    /** Removes white space at the end of what is said, and parts that become empty by it. */
    void trimEnd() {
        while (!parts.isEmpty() && parts.getLast() instanceof Part.Text text) {
            String trimmed = text.text().stripTrailing();
            parts.removeLast();
            if (!trimmed.isEmpty()) {
                parts.add(new Part.Text(trimmed, text.cache(), text.citations(), text.signature()));
                return;
            }
        }
    }
}
