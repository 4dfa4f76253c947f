package dev.dragoman.gateway.redis;

import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.output.CommandOutput;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whatever a command answers: bytes, a number, null, or a list of such. */
final class AnyOutput extends CommandOutput<byte[], byte[], @Nullable Object> {

    private final Deque<Unfinished> open = new ArrayDeque<>();
    private @Nullable Object answer;

    AnyOutput() {
        super(ByteArrayCodec.INSTANCE, null);
    }

    private record Unfinished(List<@Nullable Object> items, int count) {}

    @Override
    public @Nullable Object get() {
        return answer;
    }

    @Override
    public void set(@Nullable ByteBuffer bytes) {
        add(bytes == null ? null : ByteArrayCodec.INSTANCE.decodeValue(bytes));
    }

    @Override
    public void setSingle(ByteBuffer bytes) {
        set(bytes);
    }

    @Override
    public void set(long integer) {
        add(integer);
    }

    @Override
    public void multi(int count) {
        List<@Nullable Object> items = new ArrayList<>(Math.max(0, count));
        if (count > 0) {
            open.push(new Unfinished(items, count));
        } else {
            add(count < 0 ? null : items);
        }
    }

    private void add(@Nullable Object value) {
        @Nullable Object finished = value;
        while (!open.isEmpty()) {
            Unfinished list = open.peek();
            list.items().add(finished);
            if (list.items().size() < list.count()) {
                return;
            }
            finished = open.pop().items();
        }
        answer = finished;
    }
}
