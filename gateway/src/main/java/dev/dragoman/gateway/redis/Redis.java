package dev.dragoman.gateway.redis;

import dev.dragoman.gateway.config.RedisSettings;
import io.lettuce.core.KeyValue;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.SetArgs;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.ProtocolKeyword;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Redis as everything here uses it: an answer comes within the deadline or not at all, writes that nobody waits for are handed
 * over, and a server that does not answer is not asked until it does. A connection is kept up in the background; there may be none
 * when this is made. Thread-safe.
 */
public final class Redis implements AutoCloseable {

    /** How long an answer is waited for. */
    public static final Duration DEADLINE = Duration.ofMillis(50);

    private static final System.Logger LOG = System.getLogger(Redis.class.getName());
    private static final Duration FIRST_CONNECTION = Duration.ofSeconds(3);
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final int MOST_SILENCES = 3;

    private final RedisSettings settings;
    private final Duration deadline;
    private final Links links;
    private final Breaker breaker = new Breaker();
    private final Backlog backlog = new Backlog();
    private final LongAdder dropped = new LongAdder();
    private final CountDownLatch tried = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile @Nullable Link link;
    private volatile RedisHealth health = new RedisHealth("not connected yet");
    private int silences;

    private Redis(RedisSettings settings, Duration deadline) {
        this.settings = settings;
        this.deadline = deadline;
        this.links = new Links(settings);
    }

    /** Redis as the settings say; waits a moment for the first connection, and goes on without when there is none. */
    public static Redis connect(RedisSettings settings) {
        return connect(settings, DEADLINE);
    }

    /** The same with another deadline of answers. */
    public static Redis connect(RedisSettings settings, Duration deadline) {
        Redis redis = new Redis(settings, deadline);
        Thread.ofVirtual().name("redis-watch").start(redis::watch);
        redis.awaitFirst();
        return redis;
    }

    /** Whether it can be used now. */
    public RedisHealth health() {
        return breaker.isOpen() && health.isUp() ? new RedisHealth("does not answer in time") : health;
    }

    /** How many writes were given up, because there were too many at once or no connection. */
    public long dropped() {
        return dropped.sum();
    }

    /** The value of a key; null when there is none. */
    public byte @Nullable [] get(String key) {
        return ask(commands -> commands.get(bytes(key)), deadline);
    }

    /** The values of several keys in their order; null where there is none. */
    public List<byte @Nullable []> get(List<String> keys) {
        List<KeyValue<byte[], byte[]>> found =
                ask(commands -> commands.mget(keys.stream().map(Redis::bytes).toArray(byte[][]::new)), deadline);
        List<byte @Nullable []> values = new ArrayList<>(keys.size());
        if (found != null) {
            found.forEach(pair -> values.add(pair.hasValue() ? pair.getValue() : null));
        }
        return values;
    }

    /**
     * Hands a value over to be written; nobody waits for it.
     *
     * @param milliseconds how long it is kept; zero for always
     */
    public void put(String key, byte[] value, long milliseconds) {
        tell(
                value.length,
                commands -> milliseconds > 0
                        ? commands.set(bytes(key), value, SetArgs.Builder.px(milliseconds))
                        : commands.set(bytes(key), value));
    }

    /** Deletes keys, and says how many there were. */
    public long delete(List<String> keys) {
        Long deleted =
                ask(commands -> commands.del(keys.stream().map(Redis::bytes).toArray(byte[][]::new)), PATIENCE);
        return deleted == null ? 0 : deleted;
    }

    /** Deletes everything there is. */
    public void flushAll() {
        ask(RedisClusterAsyncCommands::flushall, PATIENCE);
    }

    /** What the server tells about itself. */
    public String info() {
        String info = ask(RedisClusterAsyncCommands::info, PATIENCE);
        return info == null ? "" : info;
    }

    /** The server's clients. */
    public String clients() {
        String clients = ask(RedisClusterAsyncCommands::clientList, PATIENCE);
        return clients == null ? "" : clients;
    }

    /** Asks for a sign of life. */
    public void ping() {
        ask(RedisClusterAsyncCommands::ping, PATIENCE);
    }

    /**
     * Any command.
     *
     * @return bytes, a number ({@link Long}), null, or a list of such
     * @throws RedisFailure when it does not, or refuses
     */
    public @Nullable Object call(String command, byte[]... arguments) {
        return call(deadline, command, arguments);
    }

    /** Any command, with patience of its own. */
    public @Nullable Object call(Duration patience, String command, byte[]... arguments) {
        return ask(commands -> dispatched(commands, command, arguments), patience);
    }

    /** Hands any command over; nobody waits for it. */
    public void tell(String command, byte[]... arguments) {
        int size =
                Arrays.stream(arguments).mapToInt(argument -> argument.length).sum();
        tell(size, commands -> dispatched(commands, command, arguments));
    }

    /**
     * Runs a script with its text, so that Redis knows it from then on.
     *
     * @param keys in a cluster all of one slot
     * @return texts as bytes, and numbers
     */
    public List<@Nullable Object> run(RedisScript script, List<String> keys, String... arguments) {
        return answers(ask(
                commands -> commands.eval(script.text(), ScriptOutputType.MULTI, all(keys), all(List.of(arguments))),
                deadline));
    }

    /**
     * Runs a script that Redis knows.
     *
     * @throws RedisFailure also when it does not, see {@link RedisFailure#isUnknownScript()}: it was started again, or is another
     */
    public List<@Nullable Object> runKnown(RedisScript script, List<String> keys, String... arguments) {
        return answers(ask(
                commands ->
                        commands.evalsha(script.digest(), ScriptOutputType.MULTI, all(keys), all(List.of(arguments))),
                deadline));
    }

    /** Hands a script over with its text; nobody waits for it. */
    public void tell(RedisScript script, List<String> keys, String... arguments) {
        tell(
                script.text().length,
                commands -> commands.<Object>eval(
                        script.text(), ScriptOutputType.MULTI, all(keys), all(List.of(arguments))));
    }

    /** Hands a script that Redis knows over; nobody waits for it. */
    public void tellKnown(RedisScript script, List<String> keys, String... arguments) {
        tell(
                script.digest().length(),
                commands -> commands.<Object>evalsha(
                        script.digest(), ScriptOutputType.MULTI, all(keys), all(List.of(arguments))));
    }

    private static List<@Nullable Object> answers(@Nullable List<@Nullable Object> answer) {
        return answer == null ? List.of() : answer;
    }

    private static byte[][] all(List<String> texts) {
        byte[][] all = new byte[texts.size()][];
        for (int i = 0; i < all.length; i++) {
            all[i] = bytes(texts.get(i));
        }
        return all;
    }

    /** The text in UTF-8, as keys and arguments are sent. */
    public static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static RedisFuture<@Nullable Object> dispatched(
            RedisClusterAsyncCommands<byte[], byte[]> commands, String command, byte[]... arguments) {
        CommandArgs<byte[], byte[]> sent = new CommandArgs<>(ByteArrayCodec.INSTANCE);
        for (byte[] argument : arguments) {
            sent.add(argument);
        }
        return commands.dispatch(new Word(command), new AnyOutput(), sent);
    }

    private record Word(String text) implements ProtocolKeyword {

        @Override
        public byte[] getBytes() {
            return text.getBytes(StandardCharsets.US_ASCII);
        }

        @Override
        public String toString() {
            return text;
        }
    }

    private <T> @Nullable T ask(
            Function<RedisClusterAsyncCommands<byte[], byte[]>, RedisFuture<T>> command, Duration patience) {
        Link current = link;
        if (current == null || breaker.isOpen()) {
            throw new RedisFailure("Redis at " + settings.nodes() + ": " + health().trouble(), null);
        }
        return answer(current, command, patience);
    }

    private <T> @Nullable T answer(
            Link current,
            Function<RedisClusterAsyncCommands<byte[], byte[]>, RedisFuture<T>> command,
            Duration patience) {
        RedisFuture<T> future = null;
        try {
            future = command.apply(current.commands());
            T answer = future.get(patience.toNanos(), TimeUnit.NANOSECONDS);
            breaker.succeeded();
            return answer;
        } catch (TimeoutException silent) {
            breaker.failed();
            future.cancel(false);
            throw failure("no answer within " + patience.toMillis() + " ms", silent);
        } catch (ExecutionException failed) {
            throw refused(failed.getCause() == null ? failed : failed.getCause());
        } catch (RedisException failed) {
            throw refused(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw failure("interrupted", interrupted);
        }
    }

    /** A server that says no is there. */
    private RedisFailure refused(Throwable cause) {
        if (cause instanceof RedisCommandExecutionException) {
            breaker.succeeded();
        } else {
            breaker.failed();
        }
        return failure(String.valueOf(cause.getMessage()), cause);
    }

    private RedisFailure failure(String what, Throwable cause) {
        return new RedisFailure("Redis at " + settings.nodes() + ": " + what, cause);
    }

    private void tell(int size, Function<RedisClusterAsyncCommands<byte[], byte[]>, RedisFuture<?>> command) {
        Link current = link;
        if (current == null || breaker.isOpen() || !backlog.admit(size)) {
            dropped.increment();
            return;
        }
        try {
            command.apply(current.commands()).whenComplete((done, failed) -> {
                backlog.release(size);
                if (failed != null) {
                    dropped.increment();
                }
            });
        } catch (RedisException refused) {
            backlog.release(size);
            dropped.increment();
        }
    }

    private void awaitFirst() {
        try {
            if (!tried.await(FIRST_CONNECTION.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.log(System.Logger.Level.WARNING, "Redis at {0}: no connection yet", settings.nodes());
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void watch() {
        try {
            do {
                look();
                tried.countDown();
            } while (!closed.await(LOOK.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        Link current = link;
        if (current == null) {
            open();
        } else if (breaker.isOpen()) {
            probe(current);
        }
    }

    private void open() {
        try {
            link = links.open();
            breaker.succeeded();
            changed(RedisHealth.UP);
        } catch (RuntimeException none) {
            // Whatever it is, it may be over at the next try; the health tells it until then.
            Throwable cause = none.getCause() == null ? none : none.getCause();
            changed(new RedisHealth("cannot connect: " + cause.getMessage()));
        }
    }

    private void probe(Link current) {
        try {
            answer(current, RedisClusterAsyncCommands::ping, PATIENCE);
            silences = 0;
            changed(RedisHealth.UP);
        } catch (RedisFailure silent) {
            changed(new RedisHealth(String.valueOf(silent.getMessage())));
            silences++;
            if (silences >= MOST_SILENCES) {
                silences = 0;
                link = null;
                current.close();
            }
        }
    }

    private void changed(RedisHealth now) {
        boolean before = health.isUp();
        boolean first = tried.getCount() > 0;
        health = now;
        if (now.isUp() && (first || !before)) {
            LOG.log(System.Logger.Level.INFO, "Redis at {0}: connected", settings.nodes());
        } else if (!now.isUp() && (first || before)) {
            LOG.log(
                    System.Logger.Level.ERROR,
                    "Redis at {0}: {1}; going on without until it answers",
                    settings.nodes(),
                    now.trouble());
        }
    }

    @Override
    public void close() {
        if (closed.getCount() == 0) {
            return;
        }
        closed.countDown();
        Link current = link;
        link = null;
        if (current != null) {
            current.close();
        }
        links.close();
    }
}
