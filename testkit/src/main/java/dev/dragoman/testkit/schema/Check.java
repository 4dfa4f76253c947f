package dev.dragoman.testkit.schema;

import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One walk over a request beside its tables; not to be used twice. */
final class Check {

    private final FieldTables tables;
    private final boolean proto;
    private final Kinds kinds;
    private final List<Violation> violations = new ArrayList<>();

    Check(FieldTables tables, Reading reading) {
        this.tables = tables;
        this.kinds = new Kinds(tables);
        this.proto = reading == Reading.PROTO;
    }

    List<Violation> check(JsonNode value, Type type) {
        walk(Path.ROOT, value, type);
        return violations;
    }

    private void walk(Path path, JsonNode value, Type type) {
        if (proto && value.isNull()) {
            return;
        }
        switch (type) {
            case Type.Named(String name) -> walk(path, value, tables.type(name));
            case Type.OrNull(Type inner) -> walkUnlessNull(path, value, inner);
            case Type.Anything() -> {}
            case Type.Text text -> walkText(path, value, text);
            case Type.Base64() -> walkBase64(path, value, type);
            case Type.Whole(Bounds range) -> walkNumber(path, value, type, range, true);
            case Type.Decimal(Bounds range) -> walkNumber(path, value, type, range, false);
            case Type.Bool() -> require(value.isBoolean(), path, value, type);
            case Type.OneOf allowed -> walkOneOf(path, value, allowed);
            case Type.OpenObject() -> require(value.isObject(), path, value, type);
            case Type.ListOf list -> walkList(path, value, list);
            case Type.MapOf map -> walkMap(path, value, map);
            case Type.Closed closed -> walkClosed(path, value, closed);
            case Type.Tagged tagged -> walkTagged(path, value, tagged);
            case Type.Either(List<Type> alternatives) -> walkEither(path, value, type, alternatives);
        }
    }

    private void walkUnlessNull(Path path, JsonNode value, Type inner) {
        if (!value.isNull()) {
            walk(path, value, inner);
        }
    }

    private void walkText(Path path, JsonNode value, Type.Text type) {
        if (!require(value.isString(), path, value, type)) {
            return;
        }
        String text = value.stringValue();
        int length = text.codePointCount(0, text.length());
        Pattern pattern = type.pattern();
        if (length < type.length().min() || length > type.length().max()) {
            violations.add(new Violation.TextLength(path, type.length(), length));
        } else if (pattern != null && !pattern.matcher(text).find()) {
            violations.add(new Violation.Mismatch(path, pattern, text));
        }
    }

    private void walkBase64(Path path, JsonNode value, Type type) {
        if (require(value.isString(), path, value, type) && !isBase64(value.stringValue())) {
            violations.add(new Violation.NotBase64(path, value.stringValue()));
        }
    }

    private static boolean isBase64(String text) {
        try {
            Base64.Decoder decoder =
                    text.contains("-") || text.contains("_") ? Base64.getUrlDecoder() : Base64.getDecoder();
            decoder.decode(text);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private void walkNumber(Path path, JsonNode value, Type type, Bounds range, boolean whole) {
        Double number = number(value);
        boolean fits = number != null && (!whole || number == Math.rint(number));
        if (require(fits, path, value, type) && number != null && (number < range.min() || number > range.max())) {
            violations.add(new Violation.OutOfRange(path, range, whole, value));
        }
    }

    private @Nullable Double number(JsonNode value) {
        if (value.isNumber()) {
            return value.doubleValue();
        }
        if (proto && value.isString()) {
            try {
                return Double.valueOf(value.stringValue());
            } catch (NumberFormatException e) {
                return null;
            }
        }
        return null;
    }

    private void walkOneOf(Path path, JsonNode value, Type.OneOf type) {
        if (proto && value.isNumber()) {
            return;
        }
        if (require(value.isString(), path, value, type) && !allows(type, value.stringValue())) {
            violations.add(new Violation.NotAllowed(path, type, value.stringValue()));
        }
    }

    private boolean allows(Type.OneOf type, String text) {
        return proto
                ? type.values().stream().anyMatch(text::equalsIgnoreCase)
                : type.values().contains(text);
    }

    private void walkList(Path path, JsonNode value, Type.ListOf type) {
        if (proto && !value.isArray()) {
            walk(path.at(0), value, type.element());
            return;
        }
        if (!require(value.isArray(), path, value, type)) {
            return;
        }
        requireSize(path, value.size(), type.length(), false);
        for (int index = 0; index < value.size(); index++) {
            walk(path.at(index), value.get(index), type.element());
        }
    }

    private void walkMap(Path path, JsonNode value, Type.MapOf type) {
        if (require(value.isObject(), path, value, type)) {
            requireSize(path, value.size(), type.size(), true);
            value.forEachEntry((key, entry) -> walk(path.into(key), entry, type.value()));
        }
    }

    private void requireSize(Path path, int size, Bounds length, boolean keyed) {
        if (size < length.min() || size > length.max()) {
            violations.add(new Violation.ListLength(path, length, size, keyed));
        }
    }

    private void walkClosed(Path path, JsonNode value, Type.Closed type) {
        if (!require(value.isObject(), path, value, type)) {
            return;
        }
        Set<String> seen = new HashSet<>();
        for (Map.Entry<String, JsonNode> entry : value.properties()) {
            String name = proto ? Names.camel(entry.getKey()) : entry.getKey();
            Field field = type.fields().get(name);
            if (field == null) {
                violations.add(new Violation.Unknown(path.into(entry.getKey())));
            } else {
                seen.add(name);
                walk(path.into(entry.getKey()), entry.getValue(), field.type());
            }
        }
        for (Field field : type.fields().values()) {
            if (field.required() && !seen.contains(field.name())) {
                violations.add(new Violation.Missing(path.into(field.name())));
            }
        }
    }

    private void walkTagged(Path path, JsonNode value, Type.Tagged type) {
        if (!require(value.isObject(), path, value, type)) {
            return;
        }
        JsonNode tag = value.path(type.key());
        String fallback = type.fallback();
        boolean absent = tag.isMissingNode() || (tag.isNull() && fallback != null);
        if (absent && fallback == null) {
            violations.add(new Violation.Missing(path.into(type.key())));
            return;
        }
        String name = absent && fallback != null ? fallback : tag.asString("");
        Type member = type.members().get(name);
        if (member == null) {
            List<String> allowed = List.copyOf(type.members().keySet());
            violations.add(new Violation.UnknownTag(path, type.key(), allowed, name));
        } else {
            walk(path.as(type.key(), name), value, member);
        }
    }

    private void walkEither(Path path, JsonNode value, Type either, List<Type> alternatives) {
        List<Type> fitting = alternatives.stream()
                .filter(alternative -> kinds.fit(value, alternative))
                .toList();
        if (fitting.isEmpty()) {
            violations.add(new Violation.WrongType(path, either, value));
            return;
        }
        int before = violations.size();
        walk(path, value, fitting.getFirst());
        // Lists of different things are of one kind: what is wrong with the first may be right for another.
        for (Type other : fitting.subList(1, fitting.size())) {
            if (violations.size() == before) {
                return;
            }
            int wrong = violations.size();
            walk(path, value, other);
            boolean right = violations.size() == wrong;
            violations.subList(right ? before : wrong, violations.size()).clear();
        }
    }

    private boolean require(boolean fits, Path path, JsonNode value, Type expected) {
        if (!fits) {
            violations.add(new Violation.WrongType(path, expected, value));
        }
        return fits;
    }
}
