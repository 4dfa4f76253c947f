package dev.dragoman.bench.micro;

import dev.dragoman.bench.load.ChatBodies;
import dev.dragoman.dialect.Dialect;
import dev.dragoman.http.Body;
import dev.dragoman.json.JsonBody;
import dev.dragoman.model.ChatRequest;
import dev.dragoman.model.ModelTraits;
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

/** What a request of an OpenAI client costs on its way to a vendor of another dialect. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@State(Scope.Thread)
public class RequestBenchmark {

    private static final int BYTES = 32_000;
    private static final ModelTraits TRAITS = ModelTraits.unknown("bench");

    @Param({"openai", "anthropic", "gemini"})
    String to = "openai";

    private final Dialect client = Dialects.named("openai");
    private final byte[] body = ChatBodies.of(BYTES, "fast", false);
    private final ChatRequest request = client.readRequest(JsonBody.parse(body));
    private Dialect vendor = client;

    /** Finds the dialect. */
    @Setup
    public void findDialect() {
        vendor = Dialects.named(to);
    }

    /** Writes what was read before. */
    @Benchmark
    public Body write() {
        return vendor.writeRequest(request, TRAITS).body().toBody();
    }

    /** Reads the client's bytes and writes the vendor's. */
    @Benchmark
    public Body translate() {
        ChatRequest read = client.readRequest(JsonBody.parse(body));
        return vendor.writeRequest(read, TRAITS).body().toBody();
    }
}
