package dev.dragoman.http;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** HTTP header fields in order of arrival; names are kept in lower case. Immutable. */
public final class Headers {

    /** No fields. */
    public static final Headers EMPTY = new Headers(new String[0]);

    private final String[] namesAndValues;

    private Headers(String[] namesAndValues) {
        this.namesAndValues = namesAndValues;
    }

    /** Fields from alternating names and values. */
    public static Headers of(String... namesAndValues) {
        Builder builder = builder();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            builder.add(namesAndValues[i], namesAndValues[i + 1]);
        }
        return builder.build();
    }

    /** An empty builder. */
    public static Builder builder() {
        return new Builder();
    }

    /** The first value of the field, or null when absent. */
    public @Nullable String first(String lowerCaseName) {
        for (int i = 0; i < namesAndValues.length; i += 2) {
            if (namesAndValues[i].equals(lowerCaseName)) {
                return namesAndValues[i + 1];
            }
        }
        return null;
    }

    /** All values of the field, in order. */
    public List<String> all(String lowerCaseName) {
        List<String> values = new ArrayList<>(1);
        for (int i = 0; i < namesAndValues.length; i += 2) {
            if (namesAndValues[i].equals(lowerCaseName)) {
                values.add(namesAndValues[i + 1]);
            }
        }
        return values;
    }

    /** Whether the field is there. */
    public boolean contains(String lowerCaseName) {
        return first(lowerCaseName) != null;
    }

    /** Visits every field in order. */
    public void forEach(BiConsumer<String, String> visitor) {
        for (int i = 0; i < namesAndValues.length; i += 2) {
            visitor.accept(namesAndValues[i], namesAndValues[i + 1]);
        }
    }

    /** The number of fields. */
    public int size() {
        return namesAndValues.length / 2;
    }

    /** A builder that starts with these fields. */
    public Builder toBuilder() {
        Builder builder = new Builder();
        builder.fields = Arrays.copyOf(namesAndValues, Math.max(16, namesAndValues.length + 8));
        builder.size = namesAndValues.length;
        return builder;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Headers that && Arrays.equals(namesAndValues, that.namesAndValues);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(namesAndValues);
    }

    /** The names only: values may be secrets. */
    @Override
    public String toString() {
        StringBuilder names = new StringBuilder("[");
        forEach((name, value) -> names.append(names.length() > 1 ? ", " : "").append(name));
        return names.append(']').toString();
    }

    /** Collects fields. Not thread-safe. */
    public static final class Builder {

        private String[] fields = new String[16];
        private int size;

        private Builder() {}

        /** Appends a field; a name in upper case is lowered. */
        public Builder add(String name, String value) {
            if (size == fields.length) {
                fields = Arrays.copyOf(fields, size * 2);
            }
            fields[size++] = lower(name);
            fields[size++] = value;
            return this;
        }

        /** Puts a field in place of all of the same name. */
        public Builder set(String name, String value) {
            return remove(name).add(name, value);
        }

        /** Removes all fields of the name. */
        public Builder remove(String name) {
            String lower = lower(name);
            int to = 0;
            for (int from = 0; from < size; from += 2) {
                if (!fields[from].equals(lower)) {
                    fields[to] = fields[from];
                    fields[to + 1] = fields[from + 1];
                    to += 2;
                }
            }
            size = to;
            return this;
        }

        /** The fields so far. */
        public Headers build() {
            return size == 0 ? EMPTY : new Headers(Arrays.copyOf(fields, size));
        }

        private static String lower(String name) {
            for (int i = 0; i < name.length(); i++) {
                char c = name.charAt(i);
                if (c >= 'A' && c <= 'Z') {
                    return name.toLowerCase(Locale.ROOT);
                }
            }
            return name;
        }
    }
}
