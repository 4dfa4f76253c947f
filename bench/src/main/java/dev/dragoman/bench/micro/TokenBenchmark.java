package dev.dragoman.bench.micro;

import dev.dragoman.bench.load.ChatBodies;
import dev.dragoman.catalog.ChatTokens;
import dev.dragoman.gateway.tokens.BpeTokenCounter;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonObject;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What it costs to count a conversation of 10,000 tokens before it is sent. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@State(Scope.Thread)
public class TokenBenchmark {

    private static final int TOKENS = 10_000;
    private static final int STEP_BYTES = 500;

    /** One model for each of the two vocabularies in use. */
    @Param({"gpt-4o", "gpt-4"})
    String model = "gpt-4o";

    private final ChatTokens tokens = new ChatTokens(new BpeTokenCounter());
    private JsonObject chat = JsonObject.EMPTY;

    /** Grows the conversation. */
    @Setup
    public void grow() {
        int bytes = 2 * TOKENS;
        do {
            bytes += STEP_BYTES;
            chat = Json.parseObject(ChatBodies.of(bytes, model, false));
        } while (tokens.chat(model, chat) < TOKENS);
    }

    /** Counts. */
    @Benchmark
    public long count() {
        return tokens.chat(model, chat);
    }
}
