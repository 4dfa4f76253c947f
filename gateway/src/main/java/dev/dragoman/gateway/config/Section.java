package dev.dragoman.gateway.config;

import dev.dragoman.gateway.config.ConfigNode.Mapping;
import dev.dragoman.gateway.config.ConfigNode.Nothing;
import dev.dragoman.gateway.config.ConfigNode.Scalar;
import dev.dragoman.gateway.config.ConfigNode.Sequence;
import dev.dragoman.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A map of settings, read key by key; what is wrong goes to the problems, and the reading goes on. */
final class Section {

    private final String path;
    private final Mapping mapping;
    private final Problems problems;

    Section(String path, Mapping mapping, Problems problems) {
        this.path = path;
        this.mapping = mapping;
        this.problems = problems;
    }

    Location location() {
        return mapping.location();
    }

    Location location(String key) {
        ConfigNode node = mapping.get(key);
        return node == null ? mapping.location() : node.location();
    }

    Map<String, ConfigNode> members() {
        return mapping.members();
    }

    /** The setting's node, or null when it is absent or empty. */
    @Nullable
    ConfigNode node(String key) {
        ConfigNode node = mapping.get(key);
        boolean empty = node instanceof Nothing || node instanceof Scalar scalar && "".equals(scalar.value());
        return empty ? null : node;
    }

    /** A map below this one; empty when it is absent. */
    Section section(String key) {
        return switch (node(key)) {
            case null -> new Section(at(key), new Mapping(Map.of(), location(key)), problems);
            case Mapping inner -> new Section(at(key), inner, problems);
            case ConfigNode other -> {
                wrong(key, "a map");
                yield new Section(at(key), new Mapping(Map.of(), other.location()), problems);
            }
        };
    }

    @Nullable
    String text(String key) {
        return switch (node(key)) {
            case null -> null;
            case Scalar scalar -> scalar.value().toString();
            case ConfigNode other -> accepted("", false, key, "a text");
        };
    }

    @Nullable
    Boolean truth(String key) {
        ConfigNode node = node(key);
        if (node == null || node instanceof Scalar scalar && scalar.value() instanceof Boolean) {
            return node == null ? null : (Boolean) ((Scalar) node).value();
        }
        String text = node instanceof Scalar scalar ? scalar.value().toString().toLowerCase(Locale.ROOT) : "";
        return switch (text) {
            case "true", "1", "on" -> true;
            case "false", "0", "off" -> false;
            default -> accepted(Boolean.FALSE, false, key, "true or false");
        };
    }

    @Nullable
    Double number(String key, double from, double to) {
        ConfigNode node = node(key);
        if (node == null) {
            return null;
        }
        Double value = node instanceof Scalar scalar ? number(scalar.value()) : null;
        boolean fits = value != null && value >= from && value <= to;
        return accepted(value, fits, key, range("a number", from, to));
    }

    @Nullable
    Long whole(String key, long from, long to) {
        ConfigNode node = node(key);
        if (node == null) {
            return null;
        }
        Double value = node instanceof Scalar scalar ? number(scalar.value()) : null;
        double asked = value == null ? Double.NaN : value;
        boolean fits = asked == Math.rint(asked) && asked >= (double) from && asked <= (double) to;
        return accepted((long) asked, fits, key, range("a whole number", (double) from, (double) to));
    }

    /** A time in seconds, or with a unit: {@code 500ms}, {@code 30s}, {@code 5m}, {@code 2h}. */
    @Nullable
    Duration duration(String key, Duration longest) {
        ConfigNode node = node(key);
        if (node == null) {
            return null;
        }
        Duration value = node instanceof Scalar scalar ? duration(scalar.value()) : null;
        boolean fits = value != null && !value.isNegative() && value.compareTo(longest) <= 0;
        return accepted(value, fits, key, "seconds, or a time such as 30s or 5m, at most " + longest.toSeconds() + "s");
    }

    List<String> texts(String key) {
        return switch (node(key)) {
            case null -> List.of();
            case Scalar one -> List.of(one.value().toString());
            case Sequence several -> texts(key, several);
            case ConfigNode other -> {
                wrong(key, "a list of texts");
                yield List.of();
            }
        };
    }

    private List<String> texts(String key, Sequence several) {
        List<String> texts = new ArrayList<>();
        for (ConfigNode item : several.items()) {
            if (item instanceof Scalar scalar) {
                texts.add(scalar.value().toString());
            } else {
                problems.error(item.location(), at(key) + ": expected a text");
            }
        }
        return texts;
    }

    JsonObject object(String key) {
        return switch (node(key)) {
            case null -> JsonObject.EMPTY;
            case Mapping inner -> (JsonObject) inner.toJson();
            case ConfigNode other -> {
                wrong(key, "a map");
                yield JsonObject.EMPTY;
            }
        };
    }

    <E extends Enum<E>> @Nullable E choice(String key, Class<E> type) {
        String text = text(key);
        if (text == null) {
            return null;
        }
        List<String> names = new ArrayList<>();
        for (E constant : type.getEnumConstants()) {
            String name = constant.name().toLowerCase(Locale.ROOT);
            if (name.equals(text.toLowerCase(Locale.ROOT).replace('-', '_'))) {
                return constant;
            }
            names.add(name);
        }
        wrong(key, String.join(", ", names));
        return null;
    }

    /** Visits the maps of a list. */
    void each(String key, Consumer<Section> visitor) {
        switch (node(key)) {
            case null -> {}
            case Sequence several -> {
                for (int i = 0; i < several.items().size(); i++) {
                    item(at(key) + "[" + i + "]", several.items().get(i), visitor);
                }
            }
            case ConfigNode other -> wrong(key, "a list");
        }
    }

    private void item(String name, ConfigNode item, Consumer<Section> visitor) {
        if (item instanceof Mapping inner) {
            visitor.accept(new Section(name, inner, problems));
        } else {
            problems.error(item.location(), name + ": expected a map");
        }
    }

    /** Says that the value of a key is not what was expected. */
    void wrong(String key, String expected) {
        problems.error(location(key), at(key) + ": " + shown(key) + " (expected: " + expected + ")");
    }

    /** The value when it fits; otherwise says what was expected. */
    private <T> @Nullable T accepted(@Nullable T value, boolean fits, String key, String expected) {
        if (!fits) {
            wrong(key, expected);
        }
        return fits ? value : null;
    }

    /** Says that a key is missing. */
    void missing(String key, String expected) {
        problems.error(location(), at(key) + ": missing (expected: " + expected + ")");
    }

    String at(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    private String shown(String key) {
        if (Secrecy.isSecret(key)) {
            return "(hidden)";
        }
        return switch (mapping.get(key)) {
            case null -> "nothing";
            case Scalar scalar -> shortened(scalar.value().toString());
            case Mapping inner -> "a map";
            case Sequence several -> "a list";
            case Nothing nothing -> "nothing";
        };
    }

    private static String shortened(String text) {
        return text.length() <= 80 ? text : text.substring(0, 80) + "...";
    }

    private static @Nullable Double number(Object value) {
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        try {
            return value instanceof String text ? Double.valueOf(text.strip()) : null;
        } catch (NumberFormatException noNumber) {
            return null;
        }
    }

    private static @Nullable Duration duration(Object value) {
        Double plain = number(value);
        if (plain != null) {
            return plain.isNaN() || plain > 1e9 ? null : Duration.ofNanos((long) (plain * 1e9));
        }
        String text = value.toString().strip();
        String unit = text.replaceAll("[0-9.]", "");
        Double amount = number(text.substring(0, text.length() - unit.length()));
        Long nanos = switch (unit) {
            case "ms" -> 1_000_000L;
            case "s" -> 1_000_000_000L;
            case "m" -> 60_000_000_000L;
            case "h" -> 3_600_000_000_000L;
            default -> null;
        };
        return amount == null || nanos == null || amount > 1e6 ? null : Duration.ofNanos((long) (amount * nanos));
    }

    private static String range(String what, double from, double to) {
        return what + " from " + plain(from) + " to " + plain(to);
    }

    private static String plain(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
}
