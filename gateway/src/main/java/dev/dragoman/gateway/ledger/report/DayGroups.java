package dev.dragoman.gateway.ledger.report;

import dev.dragoman.gateway.ledger.SpendFacts;
import dev.dragoman.gateway.store.Session;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonValue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * What entities spent day by day, by model and key. They are added up and put in order here: a month of many keys has hundreds of thousands of
 * lines, and the database takes several times as long for that.
 */
final class DayGroups {

    private static final Comparator<Part> ORDER = Comparator.comparingLong((Part part) -> -part.spend)
            .thenComparing(part -> part.model)
            .thenComparing(part -> part.key);

    private final SortedMap<String, SortedMap<String, Map<Use, Part>>> days = new TreeMap<>();

    private record Use(String model, String key) {}

    private static final class Part {

        final String model;
        final String key;
        long spend;
        long tokens;

        Part(Use use) {
            this.model = use.model();
            this.key = use.key();
        }

        JsonValue told() {
            return JsonObject.builder()
                    .put("model", model)
                    .put("spend", SpendFacts.dollars(spend))
                    .put("total_tokens", tokens)
                    .put("api_key", key)
                    .build();
        }
    }

    DayGroups(Session session, DayQuery query) {
        query.lines(session, "day, entity, model, api_key, spend, prompt_tokens, completion_tokens", row -> {
            Part part = days.computeIfAbsent(row.requiredText("day"), day -> new TreeMap<>())
                    .computeIfAbsent(row.requiredText("entity"), entity -> new HashMap<>())
                    .computeIfAbsent(new Use(row.requiredText("model"), row.requiredText("api_key")), Part::new);
            part.spend += row.number("spend");
            part.tokens += row.number("prompt_tokens") + row.number("completion_tokens");
        });
    }

    Set<String> entities() {
        Set<String> entities = new TreeSet<>();
        days.values().forEach(groups -> entities.addAll(groups.keySet()));
        return entities;
    }

    /**
     * A list of days, each with its groups.
     *
     * @param member what the list of groups is called
     * @param name what a group's name is called
     * @param named names an entity; entities of one name are one group
     */
    JsonArray told(String member, String name, UnaryOperator<String> named) {
        List<JsonValue> told = new ArrayList<>();
        days.forEach((day, groups) -> told.add(JsonObject.builder()
                .put("group_by_day", day + "T00:00:00+00:00")
                .put(member, groups(groups, name, named))
                .build()));
        return new JsonArray(told);
    }

    private static JsonArray groups(
            SortedMap<String, Map<Use, Part>> groups, String name, UnaryOperator<String> named) {
        Map<String, List<Part>> byName = new LinkedHashMap<>();
        groups.forEach((entity, parts) -> byName.computeIfAbsent(named.apply(entity), group -> new ArrayList<>())
                .addAll(parts.values().stream().sorted(ORDER).toList()));
        List<JsonValue> told = new ArrayList<>();
        byName.forEach((group, parts) -> told.add(JsonObject.builder()
                .put(name, group)
                .put("total_spend", SpendFacts.dollars(sum(parts)))
                .put("metadata", new JsonArray(parts.stream().map(Part::told).toList()))
                .build()));
        return new JsonArray(told);
    }

    private static long sum(List<Part> parts) {
        long sum = 0;
        for (Part part : parts) {
            sum += part.spend;
        }
        return sum;
    }
}
