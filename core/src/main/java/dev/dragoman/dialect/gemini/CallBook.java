package dev.dragoman.dialect.gemini;

import dev.dragoman.model.Part;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The tool calls of a conversation so far: results name the tool here, and come in the order of the calls. */
final class CallBook {

    private final Map<String, Entry> calls = new HashMap<>();

    private record Entry(String name, int number) {}

    void note(Part.ToolCall call) {
        calls.put(CallId.parse(call.id()).id(), new Entry(call.name(), calls.size()));
    }

    /** The tool that was called; null when no such call was made. */
    @Nullable
    String name(CallId id) {
        Entry entry = calls.get(id.id());
        return entry == null ? null : entry.name;
    }

    /** The call's place among all calls; unknown ones come last. */
    int number(CallId id) {
        Entry entry = calls.get(id.id());
        return entry == null ? Integer.MAX_VALUE : entry.number;
    }
}
