package dev.dragoman.gateway.config;

import dev.dragoman.gateway.config.ConfigNode.Entry;
import dev.dragoman.gateway.config.ConfigNode.Mapping;
import dev.dragoman.gateway.config.ConfigNode.Scalar;
import dev.dragoman.gateway.config.ConfigNode.Sequence;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonValue;
import java.math.BigDecimal;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What values a key takes. */
sealed interface KeyType {

    Text TEXT = new Text();

    /** What a right value is, for people. */
    String expected();

    /** The value that the node means; null when it is none of this type. */
    @Nullable
    Object value(ConfigNode node);

    /** Any text; also numbers, as they were written. */
    record Text() implements KeyType {
        @Override
        public String expected() {
            return "text";
        }

        @Override
        public @Nullable String value(ConfigNode node) {
            return node instanceof Scalar scalar && !(scalar.value() instanceof Boolean) ? scalar.text() : null;
        }
    }

    /** The path of a file or folder. */
    record FilePath() implements KeyType {
        @Override
        public String expected() {
            return "a path";
        }

        @Override
        public @Nullable Path value(ConfigNode node) {
            try {
                String text = TEXT.value(node);
                return text == null ? null : Path.of(text);
            } catch (InvalidPathException invalid) {
                // The type's answer to a wrong value is null.
                return null;
            }
        }
    }

    /** True or false. */
    record Truth() implements KeyType {
        @Override
        public String expected() {
            return "true or false";
        }

        @Override
        public @Nullable Boolean value(ConfigNode node) {
            if (!(node instanceof Scalar scalar)) {
                return null;
            }
            return scalar.value() instanceof Boolean truth ? truth : YamlScalars.truth(scalar.text());
        }
    }

    /** A whole number in a range. */
    record Whole(long min, long max) implements KeyType {
        @Override
        public String expected() {
            return "a whole number " + range(min, max == Long.MAX_VALUE ? null : max);
        }

        @Override
        public @Nullable Long value(ConfigNode node) {
            BigDecimal number = number(node);
            Long whole = number == null ? null : Numbers.whole(number);
            return whole == null || whole < min || whole > max ? null : whole;
        }
    }

    /** A number in a range. */
    record Decimal(BigDecimal min, @Nullable BigDecimal max) implements KeyType {
        @Override
        public String expected() {
            return "a number " + range(min, max);
        }

        @Override
        public @Nullable BigDecimal value(ConfigNode node) {
            BigDecimal number = number(node);
            return number == null || !isWithin(number, min, max) ? null : number;
        }
    }

    /** A span of time in a range of seconds. */
    record Span(BigDecimal min, @Nullable BigDecimal max) implements KeyType {
        @Override
        public String expected() {
            return "seconds " + range(min, max) + ", or text such as \"30s\" or \"5m\"";
        }

        @Override
        public @Nullable Duration value(ConfigNode node) {
            Duration span = node instanceof Scalar scalar ? Durations.of(scalar.text()) : null;
            if (span == null) {
                return null;
            }
            return isWithin(BigDecimal.valueOf(span.toNanos(), 9), min, max) ? span : null;
        }
    }

    /** One of a few words. */
    record Choice(List<String> words) implements KeyType {
        @Override
        public String expected() {
            return "one of " + String.join(", ", words);
        }

        @Override
        public @Nullable String value(ConfigNode node) {
            String word = node instanceof Scalar scalar ? scalar.text().toLowerCase(Locale.ROOT) : "";
            return words.contains(word) ? word : null;
        }
    }

    /** A list of texts; a single text is a list of one. */
    record Texts() implements KeyType {
        @Override
        public String expected() {
            return "a list of texts";
        }

        @Override
        public @Nullable List<String> value(ConfigNode node) {
            List<ConfigNode> items = node instanceof Sequence sequence ? sequence.items() : List.of(node);
            List<String> texts = new ArrayList<>(items.size());
            for (ConfigNode item : items) {
                if (!(item instanceof Scalar scalar)) {
                    return null;
                }
                if (!item.isNull()) {
                    texts.add(scalar.text());
                }
            }
            return List.copyOf(texts);
        }
    }

    /** A map of names to single values, as texts. */
    record TextMap() implements KeyType {
        @Override
        public String expected() {
            return "a map of texts";
        }

        @Override
        public @Nullable Map<String, String> value(ConfigNode node) {
            if (!(node instanceof Mapping mapping)) {
                return null;
            }
            Map<String, String> texts = new LinkedHashMap<>();
            for (Map.Entry<String, Entry> entry : mapping.entries().entrySet()) {
                ConfigNode value = entry.getValue().value();
                if (!(value instanceof Scalar scalar)) {
                    return null;
                }
                if (!value.isNull()) {
                    texts.put(entry.getKey(), scalar.text());
                }
            }
            return texts;
        }
    }

    /** A list of anything. */
    record Items() implements KeyType {
        @Override
        public String expected() {
            return "a list";
        }

        @Override
        public @Nullable JsonArray value(ConfigNode node) {
            return node instanceof Sequence sequence ? sequence.toJson() : null;
        }
    }

    /** A map of names to anything. */
    record Table() implements KeyType {
        @Override
        public String expected() {
            return "a map";
        }

        @Override
        public @Nullable JsonObject value(ConfigNode node) {
            return node instanceof Mapping mapping ? mapping.toJson() : null;
        }
    }

    /** Anything at all. */
    record Anything() implements KeyType {
        @Override
        public String expected() {
            return "any value";
        }

        @Override
        public JsonValue value(ConfigNode node) {
            return node.toJson();
        }
    }

    /** The first of several types that fits. */
    record AnyOf(List<KeyType> types) implements KeyType {
        @Override
        public String expected() {
            return String.join(", or ", types.stream().map(KeyType::expected).toList());
        }

        @Override
        public @Nullable Object value(ConfigNode node) {
            for (KeyType type : types) {
                Object value = type.value(node);
                if (value != null) {
                    return value;
                }
            }
            return null;
        }
    }

    private static @Nullable BigDecimal number(ConfigNode node) {
        return node instanceof Scalar scalar ? Numbers.decimal(scalar.text().strip()) : null;
    }

    private static boolean isWithin(BigDecimal number, BigDecimal min, @Nullable BigDecimal max) {
        return number.compareTo(min) >= 0 && (max == null || number.compareTo(max) <= 0);
    }

    private static String range(Object min, @Nullable Object max) {
        return max == null ? "of at least " + min : "from " + min + " to " + max;
    }
}
