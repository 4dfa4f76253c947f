package dev.dragoman.testkit.anthropic;

import dev.dragoman.testkit.schema.Bounds;
import dev.dragoman.testkit.schema.Path;
import dev.dragoman.testkit.schema.Type;
import dev.dragoman.testkit.schema.Violation;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Says in Anthropic's words what is wrong with a field. */
final class AnthropicComplaints {

    private AnthropicComplaints() {}

    static String message(Violation violation) {
        return switch (violation) {
            case Violation.UnknownTag unknownTag -> unknownTag(unknownTag);
            case Violation.ListLength(Path path, Bounds length, int actual, boolean keyed)
            when path.leaf().equals("messages") -> "messages: at least one message is required";
            default -> violation.path().dotted() + ": " + complaint(violation);
        };
    }

    private static String complaint(Violation violation) {
        return switch (violation) {
            case Violation.Unknown ignored -> "Extra inputs are not permitted";
            case Violation.Missing ignored -> "Field required";
            case Violation.WrongType(Path path, Type expected, JsonNode actual) ->
                "Input should be " + expected(expected, actual);
            case Violation.NotAllowed(Path path, Type.OneOf allowed, String actual) ->
                "Input should be " + listed(allowed.values());
            case Violation.UnknownTag ignored -> throw new IllegalStateException("tags have their own sentence");
            case Violation.OutOfRange outOfRange -> outOfRange(outOfRange);
            case Violation.TextLength(Path path, Bounds length, int actual) -> textLength(length, actual);
            case Violation.ListLength(Path path, Bounds length, int actual, boolean keyed) ->
                "List should have at least " + Bounds.text(length.min()) + " item after validation, not " + actual;
            case Violation.Mismatch(Path path, Pattern pattern, String actual) ->
                "String should match pattern '" + pattern + "'";
            case Violation.NotBase64 ignored -> "invalid base64 data";
        };
    }

    private static String unknownTag(Violation.UnknownTag violation) {
        String where = violation.path().dotted();
        if (violation.key().equals("role")) {
            return violation.actual().equals("system")
                    ? AnthropicConversation.SYSTEM_ROLE
                    : where + ".role: Input should be 'user' or 'assistant'";
        }
        if (violation.allowed().size() == 1) {
            return where + "." + violation.key() + ": Input should be " + listed(violation.allowed());
        }
        String tags = violation.allowed().stream().map(tag -> "'" + tag + "'").collect(Collectors.joining(", "));
        return where + ": Input tag '" + violation.actual() + "' found using '" + violation.key()
                + "' does not match any of the expected tags: " + tags;
    }

    private static String outOfRange(Violation.OutOfRange violation) {
        Bounds range = violation.range();
        if (range.min() == 0 && range.max() == 1) {
            return "range: 0..1";
        }
        return violation.actual().doubleValue() < range.min()
                ? "Input should be greater than or equal to " + Bounds.text(range.min())
                : "Input should be less than or equal to " + Bounds.text(range.max());
    }

    private static String textLength(Bounds length, int actual) {
        boolean above = actual > length.max();
        double bound = above ? length.max() : length.min();
        return "String should have at " + (above ? "most " : "least ") + Bounds.text(bound) + " character"
                + (bound == 1 ? "" : "s");
    }

    private static String expected(Type type, JsonNode actual) {
        return switch (type) {
            case Type.Text ignored -> "a valid string";
            case Type.Base64() -> "a valid string";
            case Type.OneOf(String ignored, List<String> values) -> listed(values);
            case Type.Whole ignored -> actual.isNumber() ? WHOLE + ", got a number with a fractional part" : WHOLE;
            case Type.Decimal ignored -> "a valid number";
            case Type.Bool() -> "a valid boolean";
            case Type.ListOf ignored -> "a valid list";
            case Type.MapOf ignored -> "a valid dictionary";
            case Type.OpenObject() -> "a valid dictionary";
            case Type.Closed ignored -> OBJECT;
            case Type.Tagged ignored -> OBJECT;
            case Type.Named ignored -> OBJECT;
            case Type.OrNull(Type inner) -> expected(inner, actual);
            case Type.Either(List<Type> alternatives) -> expected(alternatives.getLast(), actual);
            case Type.Anything() -> "a value";
        };
    }

    private static final String WHOLE = "a valid integer";
    private static final String OBJECT = "a valid dictionary or object to extract fields from";

    /** Values as Anthropic lists them: quoted, with {@code or} before the last. */
    static String listed(List<String> values) {
        List<String> quoted = values.stream().map(value -> "'" + value + "'").toList();
        if (quoted.size() == 1) {
            return quoted.getFirst();
        }
        return String.join(", ", quoted.subList(0, quoted.size() - 1)) + " or " + quoted.getLast();
    }
}
