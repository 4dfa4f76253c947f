package dev.dragoman.bench.micro;

import dev.dragoman.dialect.Dialect;
import dev.dragoman.dialect.RelayedReply;
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

/** What a vendor's whole answer costs on its way to the client. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@State(Scope.Thread)
public class ReplyBenchmark {

    @Param({"openai", "anthropic", "gemini"})
    String from = "openai";

    private final Dialect client = Dialects.named("openai");
    private Dialect vendor = client;
    private byte[] reply = {};

    /** Makes the answer. */
    @Setup
    public void makeReply() {
        vendor = Dialects.named(from);
        reply = new Vendor(vendor).reply();
    }

    /** For a client of OpenAI's dialect. */
    @Benchmark
    public byte[] translate() {
        return client.writeReply(vendor.readReply(reply), Vendor.FRAME);
    }

    /** For a client of the vendor's own dialect. */
    @Benchmark
    public RelayedReply relay() {
        return vendor.relayReply(reply, Vendor.FRAME);
    }
}
