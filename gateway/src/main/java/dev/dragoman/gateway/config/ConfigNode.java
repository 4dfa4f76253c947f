package dev.dragoman.gateway.config;

import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonBoolean;
import dev.dragoman.json.JsonNull;
import dev.dragoman.json.JsonNumber;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonValue;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** A value of a configuration that knows where it was written. Immutable. */
sealed interface ConfigNode {

    Location location();

    /** A short word for its kind. */
    String kind();

    /** The value as JSON. */
    JsonValue toJson();

    /**
     * A single value.
     *
     * @param value String, Long, BigDecimal, Double, Boolean or null
     * @param text as it was written
     * @param variable the environment variable it was taken from; null when it stands in a file
     */
    record Scalar(
            @Nullable Object value,
            String text,
            Location location,
            @Nullable String variable) implements ConfigNode {

        static Scalar of(Object value, Location location) {
            return new Scalar(value, value.toString(), location, null);
        }

        @Override
        public String kind() {
            return "a single value";
        }

        @Override
        public JsonValue toJson() {
            return switch (value) {
                case null -> JsonNull.NULL;
                case Boolean truth -> JsonBoolean.of(truth);
                case Double limit -> new JsonString(text);
                case Number number -> new JsonNumber(number.toString());
                default -> new JsonString(value.toString());
            };
        }
    }

    /** A list. */
    record Sequence(List<ConfigNode> items, Location location) implements ConfigNode {

        public Sequence {
            items = List.copyOf(items);
        }

        @Override
        public String kind() {
            return "a list";
        }

        @Override
        public JsonArray toJson() {
            return new JsonArray(items.stream().map(ConfigNode::toJson).toList());
        }
    }

    /** A map, in the order of the file. */
    record Mapping(SequencedMap<String, Entry> entries, Location location) implements ConfigNode {

        public Mapping {
            entries = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(entries));
        }

        static Mapping empty(Location location) {
            return new Mapping(new LinkedHashMap<>(), location);
        }

        /** The value; null when the key is absent or its value is null. */
        @Nullable
        ConfigNode get(String key) {
            Entry entry = entries.get(key);
            return entry == null || entry.value().isNull() ? null : entry.value();
        }

        /** The value as text; null when it is not there or not text. */
        @Nullable
        String text(String key) {
            return get(key) instanceof Scalar scalar && !(scalar.value() instanceof Boolean) ? scalar.text() : null;
        }

        /** These entries, and those of the other that are not here. */
        Mapping orElse(Mapping other) {
            SequencedMap<String, Entry> merged = new LinkedHashMap<>(other.entries);
            entries.forEach((key, entry) -> {
                if (!entry.value().isNull()) {
                    merged.put(key, entry);
                }
            });
            return new Mapping(merged, location);
        }

        /** The same map without these keys. */
        Mapping without(Collection<String> keys) {
            SequencedMap<String, Entry> kept = new LinkedHashMap<>(entries);
            kept.keySet().removeAll(keys);
            return new Mapping(kept, location);
        }

        /** These keys of the map. */
        Mapping only(Collection<String> keys) {
            SequencedMap<String, Entry> kept = new LinkedHashMap<>(entries);
            kept.keySet().retainAll(keys);
            return new Mapping(kept, location);
        }

        /** The same map with one entry set. */
        Mapping with(String key, ConfigNode value) {
            SequencedMap<String, Entry> changed = new LinkedHashMap<>(entries);
            changed.put(key, new Entry(value.location(), value));
            return new Mapping(changed, location);
        }

        @Override
        public String kind() {
            return "a map";
        }

        @Override
        public JsonObject toJson() {
            JsonObject.Builder object = JsonObject.builder();
            entries.forEach((key, entry) -> object.put(key, entry.value().toJson()));
            return object.build();
        }
    }

    /** A key's place and its value. */
    record Entry(Location location, ConfigNode value) {}

    /** Whether it is nothing. */
    default boolean isNull() {
        return this instanceof Scalar scalar && scalar.value() == null;
    }
}
