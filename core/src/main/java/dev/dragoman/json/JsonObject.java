package dev.dragoman.json;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** A JSON object whose members keep their order. Looking a member up is linear: objects on the wire are small. */
public final class JsonObject implements JsonValue {

    /** An object without members. */
    public static final JsonObject EMPTY = new JsonObject(List.of(), List.of());

    private final List<String> names;
    private final List<JsonValue> values;

    private JsonObject(List<String> names, List<JsonValue> values) {
        this.names = names;
        this.values = values;
    }

    /** An empty builder. */
    public static Builder builder() {
        return new Builder();
    }

    /** An object with one member. */
    public static JsonObject of(String name, JsonValue value) {
        return builder().put(name, value).build();
    }

    /** The member's value, or null when there is no such member. */
    public @Nullable JsonValue get(String name) {
        int at = names.indexOf(name);
        return at < 0 ? null : values.get(at);
    }

    /** Whether there is such a member, also when its value is JSON's null. */
    public boolean has(String name) {
        return names.contains(name);
    }

    /** The member's text, or null when it is absent or no string. */
    public @Nullable String string(String name) {
        return get(name) instanceof JsonString text ? text.value() : null;
    }

    /** The member's whole number, or null when it is absent or none. */
    public @Nullable Long integer(String name) {
        return get(name) instanceof JsonNumber number ? number.longValue() : null;
    }

    /** The member's number, or null when it is absent or no number. */
    public @Nullable Double number(String name) {
        return get(name) instanceof JsonNumber number ? number.doubleValue() : null;
    }

    /** The member's truth value, or null when it is absent or none. */
    public @Nullable Boolean bool(String name) {
        return get(name) instanceof JsonBoolean bool ? bool.value() : null;
    }

    /** The member's object, or null when it is absent or none. */
    public @Nullable JsonObject object(String name) {
        return get(name) instanceof JsonObject object ? object : null;
    }

    /** The member's array, or null when it is absent or none. */
    public @Nullable JsonArray array(String name) {
        return get(name) instanceof JsonArray array ? array : null;
    }

    /** The member names, in order. */
    public List<String> names() {
        return names;
    }

    /** Visits every member in order. */
    public void forEach(BiConsumer<String, JsonValue> visitor) {
        for (int i = 0; i < names.size(); i++) {
            visitor.accept(names.get(i), values.get(i));
        }
    }

    public int size() {
        return names.size();
    }

    public boolean isEmpty() {
        return names.isEmpty();
    }

    /** This object with the member replaced or appended. */
    public JsonObject with(String name, JsonValue value) {
        return toBuilder().put(name, value).build();
    }

    /** This object without these members. */
    public JsonObject without(String... unwanted) {
        Set<String> gone = new HashSet<>(List.of(unwanted));
        Builder builder = builder();
        forEach((name, value) -> {
            if (!gone.contains(name)) {
                builder.put(name, value);
            }
        });
        return builder.build();
    }

    /** This object with the other's members on top. */
    public JsonObject merged(JsonObject other) {
        Builder builder = toBuilder();
        other.forEach(builder::put);
        return builder.build();
    }

    /** A builder that starts with these members. */
    public Builder toBuilder() {
        Builder builder = new Builder();
        builder.names.addAll(names);
        builder.values.addAll(values);
        return builder;
    }

    /** Equal when the members are equal in any order. */
    @Override
    public boolean equals(Object other) {
        if (!(other instanceof JsonObject that) || that.size() != size()) {
            return false;
        }
        for (int i = 0; i < names.size(); i++) {
            if (!Objects.equals(values.get(i), that.get(names.get(i)))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int hashCode() {
        int hash = 0;
        for (int i = 0; i < names.size(); i++) {
            hash += names.get(i).hashCode() ^ values.get(i).hashCode();
        }
        return hash;
    }

    @Override
    public String toString() {
        return toJson();
    }

    /** Collects members; a name put twice keeps its place and takes the later value. Not thread-safe. */
    public static final class Builder {

        /** From so many members on, looking a name up one by one would take a hostile object too long. */
        private static final int MANY = 32;

        private final List<String> names = new ArrayList<>(8);
        private final List<JsonValue> values = new ArrayList<>(8);
        private @Nullable Map<String, Integer> places;

        private Builder() {}

        public Builder put(String name, JsonValue value) {
            int at = names.size() < MANY ? names.indexOf(name) : place(name);
            if (at >= 0) {
                values.set(at, value);
            } else {
                names.add(name);
                values.add(value);
            }
            return this;
        }

        private int place(String name) {
            Map<String, Integer> known = places;
            if (known == null) {
                known = HashMap.newHashMap(names.size() * 2);
                places = known;
            }
            for (int i = known.size(); i < names.size(); i++) {
                known.put(names.get(i), i);
            }
            return known.getOrDefault(name, -1);
        }

        public Builder put(String name, String value) {
            return put(name, new JsonString(value));
        }

        public Builder put(String name, long value) {
            return put(name, JsonNumber.of(value));
        }

        public Builder put(String name, boolean value) {
            return put(name, JsonBoolean.of(value));
        }

        /** Puts the member unless the value is null. */
        public Builder putIfPresent(String name, @Nullable JsonValue value) {
            return value == null ? this : put(name, value);
        }

        /** Puts the member unless the value is null. */
        public Builder putIfPresent(String name, @Nullable String value) {
            return value == null ? this : put(name, value);
        }

        /** Puts the member unless the value is null. */
        public Builder putIfPresent(String name, @Nullable Long value) {
            return value == null ? this : put(name, value.longValue());
        }

        /** Puts the member unless the value is null. */
        public Builder putIfPresent(String name, @Nullable Double value) {
            return value == null ? this : put(name, JsonNumber.of(value));
        }

        /** Puts the member unless the value is null. */
        public Builder putIfPresent(String name, @Nullable Boolean value) {
            return value == null ? this : put(name, value.booleanValue());
        }

        /** Appends a member whose name is known to be new. */
        Builder append(String name, JsonValue value) {
            names.add(name);
            values.add(value);
            return this;
        }

        /** Whether a member was put. */
        public boolean isEmpty() {
            return names.isEmpty();
        }

        public JsonObject build() {
            return names.isEmpty() ? EMPTY : new JsonObject(List.copyOf(names), List.copyOf(values));
        }
    }
}
