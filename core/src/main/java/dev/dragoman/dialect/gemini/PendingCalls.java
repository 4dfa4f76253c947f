package dev.dragoman.dialect.gemini;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Calls of a conversation that still wait for their result: a result may name the tool alone. Not thread-safe. */
final class PendingCalls {

    private final List<Call> waiting = new ArrayList<>();

    private record Call(String id, String name) {}

    void add(String id, String name) {
        waiting.add(new Call(id, name));
    }

    /** The id of the call that a result answers: the one it names, else the oldest of that tool, else {@code unknown}. */
    String answered(@Nullable String id, String name, String unknown) {
        for (Iterator<Call> calls = waiting.iterator(); calls.hasNext(); ) {
            Call call = calls.next();
            if (id == null ? call.name.equals(name) : call.id.equals(id)) {
                calls.remove();
                return call.id;
            }
        }
        return id == null ? unknown : id;
    }
}
