package dev.dragoman.dialect.anthropic;

import dev.dragoman.error.ApiResponseException;
import dev.dragoman.model.ChatEvent;
import dev.dragoman.model.Part;
import dev.dragoman.model.SseEvent;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The tool calls of one streamed answer. Other formats may tell the arguments of several calls in turns; here a call must be
 * whole before the next one begins, so calls that begin too early wait. Not thread-safe.
 */
final class ToolCallBlocks {

    private final OpenBlock block;
    private final Deque<Call> waiting = new ArrayDeque<>();
    private @Nullable Call open;
    private int calls;

    ToolCallBlocks(OpenBlock block) {
        this.block = block;
    }

    private static final class Call {

        private final int number;
        private final String id;
        private final String name;
        private final @Nullable String signature;
        private final JsonProgress progress = new JsonProgress();
        private final StringBuilder pieces = new StringBuilder();

        private Call(int number, String id, String name, @Nullable String signature) {
            this.number = number;
            this.id = id;
            this.name = name;
            this.signature = signature;
        }
    }

    /** Whether there was any call. */
    boolean any() {
        return calls > 0;
    }

    /** A call begins; {@code reply} is the id of the answer. */
    void start(ChatEvent.ToolCallStarted started, String reply, Consumer<SseEvent> into) {
        String id = ReplyBlocks.id(started.id(), started.signature(), reply, calls++);
        begin(new Call(started.call(), id, started.name(), started.signature()), into);
    }

    /** A call that is told at once. */
    void whole(Part.ToolCall call, String reply, Consumer<SseEvent> into) {
        finish(into);
        String id = ReplyBlocks.id(call.id(), call.signature(), reply, calls++);
        begin(new Call(Integer.MIN_VALUE, id, call.name(), call.signature()), into);
        String arguments = ReplyBlocks.input(call.arguments());
        block.input(arguments, into);
        finish(into);
    }

    void piece(ChatEvent.ToolArguments piece, Consumer<SseEvent> into) {
        Call current = open;
        if (current != null && current.number == piece.call()) {
            tell(current, piece.fragment(), into);
            return;
        }
        for (Call call : waiting) {
            if (call.number == piece.call()) {
                call.pieces.append(piece.fragment());
                return;
            }
        }
        if (!piece.fragment().isBlank()) {
            throw new ApiResponseException("arguments of tool call " + piece.call()
                    + " after the call was over (expected: all of them before anything else is said)");
        }
    }

    /** All calls are whole: something else follows. */
    void finish(Consumer<SseEvent> into) {
        while (open != null) {
            next(into);
        }
    }

    private void begin(Call call, Consumer<SseEvent> into) {
        waiting.add(call);
        if (open == null || (open.progress.isWhole() && waiting.size() == 1)) {
            next(into);
        }
    }

    private void tell(Call call, String piece, Consumer<SseEvent> into) {
        if (!piece.isEmpty()) {
            call.progress.feed(piece);
            block.input(piece, into);
        }
        while (open != null && open.progress.isWhole() && !waiting.isEmpty()) {
            next(into);
        }
    }

    private void next(Consumer<SseEvent> into) {
        Call call = waiting.poll();
        open = call;
        block.close(into);
        if (call != null) {
            block.toolUse(call.id, call.name, call.signature, into);
            String held = call.pieces.toString();
            if (!held.isEmpty()) {
                call.progress.feed(held);
                block.input(held, into);
            }
        }
    }
}
