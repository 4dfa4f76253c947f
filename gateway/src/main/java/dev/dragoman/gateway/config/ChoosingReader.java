package dev.dragoman.gateway.config;

import dev.dragoman.EditDistance;
import dev.dragoman.gateway.config.ConfigNode.Entry;
import dev.dragoman.gateway.config.ConfigNode.Mapping;
import dev.dragoman.routing.choice.PaceRules;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads how one of several deployments is chosen. */
final class ChoosingReader {

    private static final String ARGS = "router_settings.routing_strategy_args";
    private static final String TTL = "ttl";
    private static final String BUFFER = "lowest_latency_buffer";
    private static final String SAMPLES = "max_latency_list_size";
    private static final Map<String, String> TYPES =
            Map.of(TTL, "duration 0..", BUFFER, "number 0..", SAMPLES, "int 1..10000");

    private final Problems problems;

    ChoosingReader(Problems problems) {
        this.problems = problems;
    }

    Choosing read(Mapping router, SectionValues values) {
        Integer parallel = values.count("default_max_parallel_requests");
        return new Choosing(pace(router.get("routing_strategy_args")), parallel, values.whole("default_priority", 0));
    }

    private PaceRules pace(@Nullable ConfigNode node) {
        Map<String, Object> args = new LinkedHashMap<>();
        if (node instanceof Mapping mapping) {
            mapping.entries().forEach((name, entry) -> read(name, entry, args));
        }
        PaceRules usual = PaceRules.DEFAULTS;
        return new PaceRules(
                args.get(TTL) instanceof Duration ttl ? ttl : usual.ttl(),
                args.get(BUFFER) instanceof BigDecimal buffer ? buffer.doubleValue() : usual.buffer(),
                args.get(SAMPLES) instanceof Long samples ? samples.intValue() : usual.samples());
    }

    private void read(String name, Entry entry, Map<String, Object> args) {
        String path = KeyPath.child(ARGS, name);
        String known = TYPES.get(name);
        if (known == null) {
            String near = EditDistance.nearest(name, TYPES.keySet());
            String names = "one of " + String.join(", ", List.of(TTL, BUFFER, SAMPLES));
            problems.error(entry.location(), path, "unknown", near == null ? names : names + "; perhaps " + near);
            return;
        }
        KeyType type = KeyTypes.parse(known);
        Object value = type.value(entry.value());
        if (value != null) {
            args.put(name, value);
        } else {
            problems.error(entry.location(), path, Secrecy.shown(path, entry.value()), type.expected());
        }
    }

    /** A group whose weights are all zero would never be asked. */
    static void checkWeights(List<ModelEntry> models, Problems problems) {
        Map<String, Double> sums = new LinkedHashMap<>();
        for (ModelEntry model : models) {
            Double weight = model.params().weight();
            sums.merge(model.modelName(), weight == null ? 0 : weight, Double::sum);
        }
        for (ModelEntry model : models) {
            Double weight = model.params().weight();
            if (weight != null && !model.stored() && sums.getOrDefault(model.modelName(), 1.0) == 0) {
                problems.error(
                        model.location(),
                        "model_list(" + model.modelName() + ").litellm_params.weight",
                        "0 in " + model.id() + ", as in all entries of model_name " + model.modelName(),
                        "a weight above 0 in one of them at least");
            }
        }
    }
}
