package dev.dragoman.gateway.access;

import dev.dragoman.json.JsonBoolean;
import dev.dragoman.json.JsonNull;
import dev.dragoman.json.JsonNumber;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonValue;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Which resources, or which values of an attribute, are meant.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7644#section-3.4.2.2">RFC 7644: filtering</a>
 */
sealed interface ScimFilter {

    /** Attributes whose case counts. */
    Set<String> EXACT = Set.of("id", "externalid", "members", "value");

    /** Whether something is meant. */
    boolean holds(JsonObject resource);

    /**
     * The filter of a text.
     *
     * @throws dev.dragoman.error.BadRequestException when it is none
     */
    static ScimFilter of(String text) {
        return new ScimFilterReader(text, false).read();
    }

    /** Texts by attribute that each of those meant has; those of which nothing certain can be said are left out. */
    default Map<String, String> certain() {
        return switch (this) {
            case Compared one
            when one.operator().equals("eq") && one.value() instanceof JsonString text ->
                Map.of(one.path().attribute().toLowerCase(Locale.ROOT), text.value());
            case Both both -> {
                Map<String, String> all = new HashMap<>(both.left().certain());
                all.putAll(both.right().certain());
                yield all;
            }
            default -> Map.of();
        };
    }

    /** One or the other. */
    record Either(ScimFilter left, ScimFilter right) implements ScimFilter {

        @Override
        public boolean holds(JsonObject resource) {
            return left.holds(resource) || right.holds(resource);
        }
    }

    /** One and the other. */
    record Both(ScimFilter left, ScimFilter right) implements ScimFilter {

        @Override
        public boolean holds(JsonObject resource) {
            return left.holds(resource) && right.holds(resource);
        }
    }

    /** All but those. */
    record Not(ScimFilter other) implements ScimFilter {

        @Override
        public boolean holds(JsonObject resource) {
            return !other.holds(resource);
        }
    }

    /** Something is there. */
    record Present(ScimPath path) implements ScimFilter {

        @Override
        public boolean holds(JsonObject resource) {
            return path.values(resource).stream().anyMatch(value -> value != JsonNull.NULL);
        }
    }

    /** Something is like a value. */
    record Compared(ScimPath path, String operator, JsonValue value) implements ScimFilter {

        static final List<String> OPERATORS = List.of("eq", "ne", "co", "sw", "ew", "gt", "ge", "lt", "le");

        @Override
        public boolean holds(JsonObject resource) {
            List<JsonValue> values = path.values(resource);
            return operator.equals("ne")
                    ? values.stream().noneMatch(one -> compared("eq", one))
                    : values.stream().anyMatch(one -> compared(operator, one));
        }

        private boolean compared(String by, JsonValue one) {
            String told = text(one);
            String wanted = text(value);
            if (!EXACT.contains(path.attribute().toLowerCase(Locale.ROOT))) {
                told = told.toLowerCase(Locale.ROOT);
                wanted = wanted.toLowerCase(Locale.ROOT);
            }
            return switch (by) {
                case "eq" -> told.equals(wanted);
                case "co" -> told.contains(wanted);
                case "sw" -> told.startsWith(wanted);
                case "ew" -> told.endsWith(wanted);
                case "gt" -> told.compareTo(wanted) > 0;
                case "ge" -> told.compareTo(wanted) >= 0;
                case "lt" -> told.compareTo(wanted) < 0;
                default -> told.compareTo(wanted) <= 0;
            };
        }

        private static String text(JsonValue value) {
            return switch (value) {
                case JsonString text -> text.value();
                case JsonNumber number -> number.literal();
                case JsonBoolean truth -> truth.toJson();
                default -> "";
            };
        }
    }
}
