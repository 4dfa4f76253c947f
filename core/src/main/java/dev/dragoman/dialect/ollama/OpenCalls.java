package dev.dragoman.dialect.ollama;

import dev.dragoman.model.Part;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Calls of a conversation that wait for their results. Where no ids are told, as older clients do, results follow the order of
 * the calls of their tool. Not thread-safe.
 */
final class OpenCalls {

    private final List<Part.ToolCall> open = new ArrayList<>();
    private int made;

    /** The id of the next call: the one that was told, else one that is made. */
    String id(@Nullable String told) {
        return told == null || told.isEmpty() ? "call_" + made++ : told;
    }

    void add(Part.ToolCall call) {
        open.add(call);
    }

    /** The call that a result without an id answers; null when none waits. */
    Part.@Nullable ToolCall answered(@Nullable String tool) {
        for (Part.ToolCall call : open) {
            if (tool == null || tool.equals(call.name())) {
                open.remove(call);
                return call;
            }
        }
        return open.isEmpty() ? null : open.removeFirst();
    }

    /** A result with an id came. */
    void close(String id) {
        open.removeIf(call -> call.id().equals(id));
    }
}
