package dev.dragoman.gateway.deployment;

import dev.dragoman.Providers;
import dev.dragoman.gateway.config.ModelEntry;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonNull;
import dev.dragoman.json.JsonNumber;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonValue;
import dev.dragoman.routing.Deployment;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Public names as LiteLLM tells them: the largest limits and prices of a group's deployments, the sum of their rates, and what
 * any of them can do.
 */
final class ModelGroups {

    private static final List<String> LARGEST = List.of(
            "max_input_tokens",
            "max_output_tokens",
            "input_cost_per_token",
            "output_cost_per_token",
            "input_cost_per_pixel");
    private static final List<String> ABILITIES = List.of(
            "supports_parallel_function_calling",
            "supports_vision",
            "supports_web_search",
            "supports_url_context",
            "supports_reasoning",
            "supports_function_calling");

    private final Function<Deployment, JsonObject> facts;

    ModelGroups(Function<Deployment, JsonObject> facts) {
        this.facts = facts;
    }

    JsonObject info(ModelTable table, @Nullable String only, Predicate<String> visible) {
        List<JsonValue> data = new ArrayList<>();
        for (String name : only == null ? table.names() : List.of(only)) {
            List<Deployment> group = table.find(name);
            if (!group.isEmpty() && visible.test(name)) {
                data.add(group(table, name, group));
            }
        }
        return JsonObject.of("data", new JsonArray(data));
    }

    private JsonObject group(ModelTable table, String name, List<Deployment> group) {
        List<JsonObject> known = group.stream().map(facts).toList();
        Set<String> providers = new LinkedHashSet<>();
        Set<String> parameters = new TreeSet<>();
        for (Deployment deployment : group) {
            providers.add(deployment.provider().name());
            parameters.addAll(Providers.supportedParameters(deployment.provider(), deployment.target()));
        }
        JsonObject.Builder told = JsonObject.builder()
                .put("model_group", name)
                .put("providers", JsonArray.ofStrings(List.copyOf(providers)));
        LARGEST.forEach(field -> told.put(field, largest(known, field)));
        told.put("mode", mode(table, group, known));
        told.put("tpm", sum(group, Deployment.Share::tokensPerMinute));
        told.put("rpm", sum(group, Deployment.Share::requestsPerMinute));
        ABILITIES.forEach(field ->
                told.put(field, known.stream().anyMatch(each -> Boolean.TRUE.equals(each.bool(field)))));
        return told.put("supported_openai_params", JsonArray.ofStrings(List.copyOf(parameters)))
                .build();
    }

    private static JsonValue largest(List<JsonObject> known, String field) {
        JsonNumber largest = null;
        for (JsonObject each : known) {
            boolean larger = each.get(field) instanceof JsonNumber number
                    && (largest == null || decimal(number).compareTo(decimal(largest)) > 0);
            if (larger && each.get(field) instanceof JsonNumber number) {
                largest = number;
            }
        }
        return largest == null ? JsonNull.NULL : largest;
    }

    private static BigDecimal decimal(JsonNumber number) {
        return new BigDecimal(number.literal());
    }

    private static JsonValue mode(ModelTable table, List<Deployment> group, List<JsonObject> known) {
        ModelEntry entry = table.entry(group.getFirst());
        String own = entry == null ? null : entry.info().string("mode");
        String mode = own == null ? known.getFirst().string("mode") : own;
        return new JsonString(mode == null || mode.isEmpty() ? "chat" : mode);
    }

    private static JsonValue sum(List<Deployment> group, Function<Deployment.Share, @Nullable Long> rate) {
        long sum = 0;
        boolean told = false;
        for (Deployment deployment : group) {
            Long own = rate.apply(deployment.share());
            sum += own == null ? 0 : own;
            told |= own != null;
        }
        return told ? JsonNumber.of(sum) : JsonNull.NULL;
    }
}
