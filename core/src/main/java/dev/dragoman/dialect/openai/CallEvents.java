package dev.dragoman.dialect.openai;

import dev.dragoman.dialect.Field;
import dev.dragoman.model.ChatEvent;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads the pieces of a choice's tool calls, and numbers the calls from 0 whatever numbers the vendor uses. */
final class CallEvents {

    private static final long LEGACY = -1;

    private final int choice;
    private final CallIds ids;
    private final Map<Long, Call> calls = new HashMap<>();
    private int begun;

    CallEvents(int choice, CallIds ids) {
        this.choice = choice;
        this.ids = ids;
    }

    /** A call that is being told. */
    private record Call(int number, String id) {}

    boolean any() {
        return begun > 0;
    }

    void read(Field piece, Consumer<ChatEvent> into) {
        Field custom = piece.member("custom");
        Field called = custom != null ? custom : piece.member("function");
        Long told = piece.integer("index");
        String id = piece.string("id");
        long index = told != null ? told : unnumbered(id);
        Call call = calls.get(index);
        String name = name(called);
        if (call == null || !name.isEmpty() && isAnother(call, id)) {
            call = begin(index, id, name, custom != null, ToolCalls.signature(piece), into);
        }
        arguments(call, called, custom == null ? "arguments" : "input", into);
    }

    void readLegacy(Field piece, Consumer<ChatEvent> into) {
        Call call = calls.get(LEGACY);
        if (call == null) {
            call = begin(LEGACY, null, name(piece), false, null, into);
        }
        arguments(call, piece, "arguments", into);
    }

    /** A piece without a number goes on with the call of its id; one without an id, with the call before it. */
    private long unnumbered(@Nullable String id) {
        if (id == null) {
            return Math.max(0, begun - 1L);
        }
        for (Map.Entry<Long, Call> known : calls.entrySet()) {
            if (known.getValue().id().equals(id)) {
                return known.getKey();
            }
        }
        return begun;
    }

    /** Some servers number every call 0 and tell them apart by their ids. */
    private static boolean isAnother(Call call, @Nullable String id) {
        return id != null && !id.isEmpty() && !id.equals(call.id());
    }

    private static String name(@Nullable Field called) {
        String name = called == null ? null : called.string("name");
        return name == null ? "" : name;
    }

    private Call begin(
            long index,
            @Nullable String vendorId,
            String name,
            boolean custom,
            @Nullable String signature,
            Consumer<ChatEvent> into) {
        Call call = new Call(begun++, ids.next(vendorId));
        calls.put(index, call);
        into.accept(new ChatEvent.ToolCallStarted(choice, call.number(), call.id(), name, custom, signature));
        return call;
    }

    private void arguments(Call call, @Nullable Field called, String name, Consumer<ChatEvent> into) {
        Field fragment = called == null ? null : called.member(name);
        String text = ToolCalls.arguments(fragment);
        if (!text.isEmpty()) {
            into.accept(new ChatEvent.ToolArguments(choice, call.number(), text));
        }
    }
}
