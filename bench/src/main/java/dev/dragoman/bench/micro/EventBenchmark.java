package dev.dragoman.bench.micro;

import dev.dragoman.dialect.EventReader;
import dev.dragoman.dialect.EventRelay;
import dev.dragoman.dialect.EventWriter;
import dev.dragoman.model.SseEvent;
import java.util.List;
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
import org.openjdk.jmh.infra.Blackhole;

/** What one event of a stream, a piece of text, costs on its way to the client. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@State(Scope.Thread)
public class EventBenchmark {

    @Param({"openai", "anthropic", "gemini"})
    String from = "openai";

    private Vendor vendor = new Vendor(Dialects.named("openai"));
    private EventReader reader = vendor.dialect().eventReader();
    private EventWriter writer = vendor.dialect().eventWriter(Vendor.FRAME);
    private EventRelay relay = vendor.dialect().eventRelay(Vendor.FRAME);
    private SseEvent event = SseEvent.data(new byte[0]);

    /** Brings both streams into their middle. */
    @Setup
    public void begin() {
        vendor = new Vendor(Dialects.named(from));
        reader = vendor.dialect().eventReader();
        relay = vendor.dialect().eventRelay(Vendor.FRAME);
        List<SseEvent> events = vendor.events();
        event = events.getLast();
        for (SseEvent before : events.subList(0, events.size() - 1)) {
            reader.read(before, read -> writer.write(read, written -> {}));
            relay.relay(before, relayed -> {});
        }
    }

    /** For a client of OpenAI's dialect. */
    @Benchmark
    public void translate(Blackhole sink) {
        reader.read(event, read -> writer.write(read, sink::consume));
    }

    /** For a client of the vendor's own dialect. */
    @Benchmark
    public void relay(Blackhole sink) {
        relay.relay(event, sink::consume);
    }
}
