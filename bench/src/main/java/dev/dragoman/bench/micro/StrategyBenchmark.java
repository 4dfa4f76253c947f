package dev.dragoman.bench.micro;

import dev.dragoman.Providers;
import dev.dragoman.http.Headers;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonObject;
import dev.dragoman.model.ModelTraits;
import dev.dragoman.provider.Provider;
import dev.dragoman.provider.Target;
import dev.dragoman.routing.ChatSource;
import dev.dragoman.routing.Deployment;
import dev.dragoman.routing.ParameterPolicy;
import dev.dragoman.routing.Shuffle;
import dev.dragoman.routing.Source;
import dev.dragoman.routing.Strategy;
import dev.dragoman.routing.choice.Fastest;
import dev.dragoman.routing.choice.InFlight;
import dev.dragoman.routing.choice.LeastBusy;
import dev.dragoman.routing.choice.LeastUsed;
import dev.dragoman.routing.choice.MinuteUsage;
import dev.dragoman.routing.choice.PaceRules;
import dev.dragoman.routing.choice.Paces;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
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

/** What it costs to choose one of a group's deployments. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@State(Scope.Thread)
public class StrategyBenchmark {

    @Param({"3", "100"})
    int deployments;

    @Param({"simple-shuffle", "least-busy", "usage-based-routing", "latency-based-routing"})
    String strategy = "simple-shuffle";

    private List<Deployment> group = List.of();
    private Source source = question();
    private Strategy chosen = new Shuffle(() -> ThreadLocalRandom.current().nextLong());

    /** Makes the group and the strategy. */
    @Setup
    public void makeGroup() {
        Provider place = Objects.requireNonNull(Providers.builtIn().find("openai"));
        group = IntStream.range(0, deployments)
                .mapToObj(i -> deployment(place, i))
                .toList();
        RandomGenerator random = () -> ThreadLocalRandom.current().nextLong();
        chosen = switch (strategy) {
            case "least-busy" -> new LeastBusy(new InFlight(), random);
            case "usage-based-routing" -> new LeastUsed(new MinuteUsage(InstantSource.system()), random);
            case "latency-based-routing" ->
                new Fastest(new Paces(System::nanoTime, () -> PaceRules.DEFAULTS), PaceRules.DEFAULTS, random);
            default -> new Shuffle(random);
        };
    }

    /** Chooses. */
    @Benchmark
    public Deployment pick() {
        return chosen.pick(group, source);
    }

    private static Deployment deployment(Provider place, int number) {
        Target target =
                new Target("gpt-4o", "http://127.0.0.1:1", "sk-x", null, Map.of(), ModelTraits.unknown("gpt-4o"));
        return new Deployment(
                "deployment-" + number,
                "chat",
                place,
                target,
                JsonObject.EMPTY,
                ParameterPolicy.STRICT,
                Headers.EMPTY,
                JsonObject.EMPTY,
                Deployment.AttemptTimeouts.DEFAULT,
                new Deployment.Share(1.0 + number, null, null),
                Deployment.Endpoints.of(place, target),
                Deployment.Turn.ANY);
    }

    private static Source question() {
        Provider place = Objects.requireNonNull(Providers.builtIn().find("openai"));
        byte[] json = "{\"model\":\"chat\",\"messages\":[{\"role\":\"user\",\"content\":\"hello\"}]}"
                .getBytes(StandardCharsets.UTF_8);
        return new ChatSource(place.dialect(), JsonBody.parse(json), false);
    }
}
