package dev.dragoman.gateway.ledger.report;

import dev.dragoman.gateway.ledger.SpendFacts;
import dev.dragoman.gateway.store.Session;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/** What entities spent day by day, by model and key. */
final class DayGroups {

    private final List<Part> parts = new ArrayList<>();

    private record Part(String day, String entity, String model, String key, long spend, long tokens) {

        JsonObject told() {
            return JsonObject.builder()
                    .put("model", model)
                    .put("spend", SpendFacts.dollars(spend))
                    .put("total_tokens", tokens)
                    .put("api_key", key)
                    .build();
        }
    }

    DayGroups(Session session, DayQuery query) {
        query.each(
                session,
                "day, entity, model, api_key",
                "day, entity, spend DESC, model, api_key",
                row -> parts.add(new Part(
                        row.requiredText("day"),
                        row.requiredText("entity"),
                        row.requiredText("model"),
                        row.requiredText("api_key"),
                        row.number("spend"),
                        row.number("prompt_tokens") + row.number("completion_tokens"))));
    }

    Set<String> entities() {
        Set<String> entities = new TreeSet<>();
        parts.forEach(part -> entities.add(part.entity()));
        return entities;
    }

    /**
     * A list of days, each with its groups.
     *
     * @param member what the list of groups is called
     * @param name what a group's name is called
     * @param named names an entity
     */
    JsonArray told(String member, String name, UnaryOperator<String> named) {
        Map<String, Map<String, List<Part>>> days = new LinkedHashMap<>();
        for (Part part : parts) {
            days.computeIfAbsent(part.day(), day -> new LinkedHashMap<>())
                    .computeIfAbsent(named.apply(part.entity()), group -> new ArrayList<>())
                    .add(part);
        }
        List<JsonValue> told = new ArrayList<>();
        days.forEach((day, groups) -> told.add(JsonObject.builder()
                .put("group_by_day", day + "T00:00:00+00:00")
                .put(member, groups(groups, name))
                .build()));
        return new JsonArray(told);
    }

    private static JsonArray groups(Map<String, List<Part>> groups, String name) {
        List<JsonValue> told = new ArrayList<>();
        groups.forEach((group, parts) -> told.add(JsonObject.builder()
                .put(name, group)
                .put(
                        "total_spend",
                        SpendFacts.dollars(parts.stream().mapToLong(Part::spend).sum()))
                .put(
                        "metadata",
                        new JsonArray(parts.stream()
                                .map(part -> (JsonValue) part.told())
                                .toList()))
                .build()));
        return new JsonArray(told);
    }
}
