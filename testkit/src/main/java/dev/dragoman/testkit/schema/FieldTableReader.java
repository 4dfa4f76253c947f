package dev.dragoman.testkit.schema;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the text of field tables by recursive descent. */
final class FieldTableReader {

    private static final String INCLUSION = "...";

    private final Tokens tokens;

    FieldTableReader(String text) {
        this.tokens = new Tokens(text);
    }

    Map<String, Type> read() {
        Map<String, Type> types = new LinkedHashMap<>();
        while (!tokens.atEnd()) {
            String name = tokens.word();
            if (types.put(name, definition(name)) != null) {
                throw tokens.error("a name that is not defined twice");
            }
        }
        types.replaceAll((name, type) -> spread(type, types));
        return types;
    }

    /** Puts the fields of included objects in the place of the inclusion; a field of the object itself goes before. */
    private static Type spread(Type type, Map<String, Type> types) {
        if (!(type instanceof Type.Closed(String name, Map<String, Field> fields))) {
            return type;
        }
        Map<String, Field> all = new LinkedHashMap<>();
        for (Field field : fields.values()) {
            if (field.name().startsWith(INCLUSION)) {
                included(field, types).forEach(all::putIfAbsent);
            } else {
                all.put(field.name(), field);
            }
        }
        return new Type.Closed(name, all);
    }

    private static Map<String, Field> included(Field inclusion, Map<String, Type> types) {
        String name = inclusion.name().substring(INCLUSION.length());
        Type included = types.get(name);
        if (included == null) {
            throw new IllegalArgumentException("field tables: " + inclusion.name() + " (expected: a defined object)");
        }
        return spread(included, types) instanceof Type.Closed(String ignored, Map<String, Field> fields)
                ? fields
                : Map.of();
    }

    private Type definition(String name) {
        if (tokens.take("=")) {
            return named(name, type());
        }
        if (tokens.take("by")) {
            return tagged(name);
        }
        return closed(name);
    }

    private static Type named(String name, Type type) {
        return type instanceof Type.OneOf(String ignored, List<String> values) ? new Type.OneOf(name, values) : type;
    }

    private Type tagged(String name) {
        String key = tokens.word();
        String fallback = tokens.take("=") ? tokens.word() : null;
        tokens.require("{");
        Map<String, Type> members = new LinkedHashMap<>();
        while (!tokens.take("}")) {
            List<String> tags = new ArrayList<>(List.of(tokens.word()));
            while (tokens.take(",")) {
                tags.add(tokens.word());
            }
            tokens.require(":");
            Type member = type();
            tags.forEach(tag -> members.put(tag, member));
        }
        return new Type.Tagged(name, key, fallback, members);
    }

    private Type closed(String name) {
        tokens.require("{");
        Map<String, Field> fields = new LinkedHashMap<>();
        while (!tokens.take("}")) {
            if (tokens.take(INCLUSION)) {
                String included = INCLUSION + tokens.word();
                fields.put(included, new Field(included, false, new Type.Anything()));
                continue;
            }
            String field = tokens.word();
            boolean required = tokens.take("!");
            fields.put(field, new Field(field, required, type()));
        }
        return new Type.Closed(name, fields);
    }

    private Type type() {
        List<Type> alternatives = new ArrayList<>(List.of(single()));
        while (tokens.take("|")) {
            alternatives.add(single());
        }
        Type type = joined(alternatives);
        return tokens.take("?") ? new Type.OrNull(type) : type;
    }

    private static Type joined(List<Type> alternatives) {
        List<String> literals = new ArrayList<>();
        List<Type> others = new ArrayList<>();
        for (Type alternative : alternatives) {
            if (alternative instanceof Type.OneOf(String ignored, List<String> values)) {
                literals.addAll(values);
            } else {
                others.add(alternative);
            }
        }
        if (!literals.isEmpty()) {
            others.addFirst(new Type.OneOf("", literals));
        }
        return others.size() == 1 ? others.getFirst() : new Type.Either(others);
    }

    private Type single() {
        if (tokens.take("[")) {
            Type element = type();
            tokens.require("]");
            return new Type.ListOf(element, constraints().bounds);
        }
        if (tokens.take("{")) {
            Type value = type();
            tokens.require("}");
            return new Type.MapOf(value, constraints().bounds);
        }
        String literal = tokens.takeQuoted();
        return literal == null ? scalarOrNamed(tokens.word()) : new Type.OneOf("", List.of(literal));
    }

    private Type scalarOrNamed(String word) {
        return switch (word) {
            case "string" -> {
                Constraints constraints = constraints();
                yield new Type.Text(constraints.bounds, constraints.pattern);
            }
            case "integer" -> new Type.Whole(constraints().bounds);
            case "number" -> new Type.Decimal(constraints().bounds);
            case "boolean" -> new Type.Bool();
            case "base64" -> new Type.Base64();
            case "any" -> new Type.Anything();
            case "object" -> new Type.OpenObject();
            default -> new Type.Named(word);
        };
    }

    private record Constraints(Bounds bounds, @Nullable Pattern pattern) {}

    private Constraints constraints() {
        if (!tokens.take("(")) {
            return new Constraints(Bounds.NONE, null);
        }
        String pattern = tokens.takePattern();
        Bounds bounds = pattern == null ? bounds() : Bounds.NONE;
        String later = pattern == null ? tokens.takePattern() : pattern;
        tokens.require(")");
        return new Constraints(bounds, later == null ? null : Pattern.compile(later));
    }

    private Bounds bounds() {
        double min = tokens.take("..") ? Double.NEGATIVE_INFINITY : tokens.number();
        if (min != Double.NEGATIVE_INFINITY) {
            tokens.require("..");
        }
        return new Bounds(min, tokens.atNumber() ? tokens.number() : Double.POSITIVE_INFINITY);
    }
}
