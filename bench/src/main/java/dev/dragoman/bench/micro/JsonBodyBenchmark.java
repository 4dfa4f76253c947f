package dev.dragoman.bench.micro;

import dev.dragoman.bench.load.ChatBodies;
import dev.dragoman.bench.load.Prose;
import dev.dragoman.http.Body;
import dev.dragoman.http.Slice;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.KeyWatch;
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

/** What a request costs on its way through in one dialect: index its members, change the model, gather the bytes. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@State(Scope.Thread)
public class JsonBodyBenchmark {

    private static final Slice MODEL = Slice.utf8("\"gpt-5-mini\"");
    private static final KeyWatch WATCH =
            KeyWatch.of("cache_control", "thinking_blocks", "file_id", "reasoning_content");

    @Param({"1000", "32000", "1000000"})
    int bytes;

    @Param({"ascii", "multi-byte"})
    String text = "ascii";

    private byte[] body = {};

    /** Makes the request. */
    @Setup
    public void makeBody() {
        Prose prose = text.equals("ascii") ? Prose.ascii(42) : Prose.multiByte(42);
        body = ChatBodies.of(bytes, "fast", true, prose);
    }

    /** Looks only. */
    @Benchmark
    public JsonBody scan() {
        return JsonBody.parse(Slice.of(body), WATCH);
    }

    /** Looks, and changes the model. */
    @Benchmark
    public Body scanAndSplice() {
        return JsonBody.parse(Slice.of(body), WATCH).with("model", MODEL).toBody();
    }
}
