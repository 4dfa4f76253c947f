package dev.dragoman.routing.choice;

import dev.dragoman.Providers;
import dev.dragoman.http.Headers;
import dev.dragoman.http.Slice;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonObject;
import dev.dragoman.model.ModelTraits;
import dev.dragoman.provider.Provider;
import dev.dragoman.provider.Target;
import dev.dragoman.routing.ChatSource;
import dev.dragoman.routing.Deployment;
import dev.dragoman.routing.ParameterPolicy;
import dev.dragoman.routing.Source;
import dev.dragoman.routing.Strategy;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Deployments that nobody asks, and questions for them. */
final class Group {

    private static final Provider PLACE =
            Objects.requireNonNull(Providers.builtIn().find("openai"));

    private Group() {}

    static Deployment deployment(String id) {
        return deployment(id, null, null);
    }

    static Deployment deployment(String id, @Nullable Long rpm, @Nullable Long tpm) {
        Target target =
                new Target("gpt-4o", "http://127.0.0.1:1", "sk-x", null, Map.of(), ModelTraits.unknown("gpt-4o"));
        return new Deployment(
                id,
                "chat",
                PLACE,
                target,
                JsonObject.EMPTY,
                ParameterPolicy.STRICT,
                Headers.EMPTY,
                JsonObject.EMPTY,
                Deployment.AttemptTimeouts.DEFAULT,
                new Deployment.Share(null, rpm, tpm),
                Deployment.Endpoints.of(PLACE, target),
                Deployment.Turn.ANY);
    }

    static Source question(boolean stream) {
        return question("hello", stream);
    }

    static Source question(String text, boolean stream) {
        String json = "{\"model\":\"chat\",\"messages\":[{\"role\":\"user\",\"content\":\"" + text + "\"}]}";
        return new ChatSource(
                PLACE.dialect(),
                JsonBody.parse(Slice.utf8(json), PLACE.dialect().watch()),
                stream);
    }

    /** How often each of them is picked. */
    static Map<String, Integer> picks(Strategy strategy, List<Deployment> group, boolean stream, int times) {
        Map<String, Integer> picks = new TreeMap<>();
        for (int i = 0; i < times; i++) {
            picks.merge(strategy.pick(group, question(stream)).id(), 1, Integer::sum);
        }
        return picks;
    }
}
