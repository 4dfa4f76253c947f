package dev.dragoman.gateway.ledger.report;

import dev.dragoman.gateway.store.Row;
import dev.dragoman.json.JsonObject;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** One day of a report, taken apart by model, group, provider, endpoint, key and entity. Confined to one thread. */
final class Breakdown {

    private final Metrics sum = new Metrics();
    private final Map<String, Part> models = new TreeMap<>();
    private final Map<String, Part> groups = new TreeMap<>();
    private final Map<String, Part> providers = new TreeMap<>();
    private final Map<String, Part> endpoints = new TreeMap<>();
    private final Map<String, Part> entities = new TreeMap<>();
    private final Map<String, Metrics> keys = new TreeMap<>();
    private final boolean byEntity;

    /** A day; by entity as well where that is wanted. */
    Breakdown(boolean byEntity) {
        this.byEntity = byEntity;
    }

    private static final class Part {

        final Metrics sum = new Metrics();
        final Map<String, Metrics> keys = new TreeMap<>();

        void add(String key, Row row) {
            sum.add(row);
            keys.computeIfAbsent(key, hash -> new Metrics()).add(row);
        }
    }

    /**
     * What names the parts.
     *
     * @param keys tells more of a key by its hash
     * @param entities tells more of an entity by its id
     */
    record Names(Function<String, JsonObject> keys, Function<String, JsonObject> entities) {}

    void add(Row row) {
        String key = row.requiredText("api_key");
        sum.add(row);
        part(models, row.requiredText("model")).add(key, row);
        part(groups, row.requiredText("model_group")).add(key, row);
        part(providers, row.requiredText("provider")).add(key, row);
        part(endpoints, row.requiredText("endpoint")).add(key, row);
        keys.computeIfAbsent(key, hash -> new Metrics()).add(row);
        if (byEntity) {
            part(entities, row.requiredText("entity")).add(key, row);
        }
    }

    private static Part part(Map<String, Part> parts, String name) {
        return parts.computeIfAbsent(name, absent -> new Part());
    }

    Set<String> keys() {
        return keys.keySet();
    }

    Set<String> entities() {
        return entities.keySet();
    }

    JsonObject told(String day, Names names) {
        JsonObject breakdown = JsonObject.builder()
                .put("mcp_servers", JsonObject.EMPTY)
                .put("models", told(models, name -> JsonObject.EMPTY, names))
                .put("model_groups", told(groups, name -> JsonObject.EMPTY, names))
                .put("providers", told(providers, name -> JsonObject.EMPTY, names))
                .put("endpoints", told(endpoints, name -> JsonObject.EMPTY, names))
                .put("api_keys", keys(keys, names))
                .put("entities", told(entities, names.entities(), names))
                .build();
        return JsonObject.builder()
                .put("date", day)
                .put("metrics", sum.told())
                .put("breakdown", breakdown)
                .build();
    }

    private static JsonObject told(Map<String, Part> parts, Function<String, JsonObject> more, Names names) {
        JsonObject.Builder told = JsonObject.builder();
        parts.forEach((name, part) -> told.put(
                name,
                JsonObject.builder()
                        .put("metrics", part.sum.told())
                        .put("metadata", more.apply(name))
                        .put("api_key_breakdown", keys(part.keys, names))
                        .build()));
        return told.build();
    }

    private static JsonObject keys(Map<String, Metrics> keys, Names names) {
        JsonObject.Builder told = JsonObject.builder();
        keys.forEach((key, metrics) -> told.put(
                key,
                JsonObject.builder()
                        .put("metrics", metrics.told())
                        .put("metadata", names.keys().apply(key))
                        .build()));
        return told.build();
    }
}
