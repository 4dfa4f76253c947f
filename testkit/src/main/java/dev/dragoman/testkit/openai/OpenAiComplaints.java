package dev.dragoman.testkit.openai;

import dev.dragoman.testkit.schema.Bounds;
import dev.dragoman.testkit.schema.Path;
import dev.dragoman.testkit.schema.Type;
import dev.dragoman.testkit.schema.Violation;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Says in OpenAI's words what is wrong with a field. */
final class OpenAiComplaints {

    private OpenAiComplaints() {}

    static Refusal refusal(Violation violation) {
        String where = violation.path().bracketed();
        return switch (violation) {
            case Violation.Unknown(Path path) -> unknown(where);
            case Violation.Missing(Path path) -> missing(where);
            case Violation.WrongType(Path path, Type expected, JsonNode actual) ->
                Refusal.badRequest(
                        "Invalid type for '" + where + "': expected " + JsonKinds.expected(expected) + ", but got "
                                + JsonKinds.actual(actual) + " instead.",
                        where,
                        "invalid_type");
            case Violation.NotAllowed(Path path, Type.OneOf allowed, String actual) ->
                notAllowed(where, allowed.values(), actual);
            case Violation.UnknownTag(Path path, String key, List<String> allowed, String actual) ->
                notAllowed(path.into(key).bracketed(), allowed, actual);
            case Violation.OutOfRange outOfRange -> outOfRange(where, outOfRange);
            case Violation.TextLength(Path path, Bounds length, int actual) -> textLength(where, length, actual);
            case Violation.ListLength listLength -> listLength(where, listLength);
            case Violation.Mismatch mismatch ->
                Refusal.badRequest(
                        "Invalid '" + where + "': string does not match pattern. Expected a string that matches the "
                                + "pattern '" + mismatch.pattern() + "'.",
                        where,
                        "invalid_value");
            case Violation.NotBase64(Path path, String actual) ->
                Refusal.badRequest(
                        "Invalid '" + where + "'. Expected a base64-encoded value, but got a value with an invalid "
                                + "format.",
                        where,
                        "invalid_value");
        };
    }

    static Refusal unknown(String where) {
        return Refusal.badRequest("Unknown parameter: '" + where + "'.", where, "unknown_parameter");
    }

    /** The older form, still used for arguments that a model without reasoning does not know. */
    static Refusal unrecognized(String argument) {
        return Refusal.badRequest("Unrecognized request argument supplied: " + argument, null, null);
    }

    static Refusal missing(String where) {
        return Refusal.badRequest("Missing required parameter: '" + where + "'.", where, "missing_required_parameter");
    }

    static Refusal notAllowed(String where, List<String> allowed, String actual) {
        return Refusal.badRequest(
                "Invalid value: '" + actual + "'. Supported values are: " + listed(allowed) + ".",
                where,
                "invalid_value");
    }

    /** Values as OpenAI lists them: quoted, with a comma before the last {@code and}. */
    static String listed(List<String> values) {
        List<String> quoted = values.stream().map(value -> "'" + value + "'").toList();
        if (quoted.size() < 3) {
            return String.join(" and ", quoted);
        }
        return quoted.subList(0, quoted.size() - 1).stream().collect(Collectors.joining(", ")) + ", and "
                + quoted.getLast();
    }

    private static Refusal outOfRange(String where, Violation.OutOfRange violation) {
        boolean above = violation.actual().doubleValue() > violation.range().max();
        String kind = violation.whole() ? "integer" : "decimal";
        String side = above ? "above maximum" : "below minimum";
        double bound = above ? violation.range().max() : violation.range().min();
        return Refusal.badRequest(
                "Invalid '" + where + "': " + kind + " " + side + " value. Expected a value " + (above ? "<= " : ">= ")
                        + Bounds.text(bound) + ", but got " + violation.actual() + " instead.",
                where,
                kind + (above ? "_above_max_value" : "_below_min_value"));
    }

    private static Refusal textLength(String where, Bounds length, int actual) {
        if (actual == 0) {
            return empty(where, "string", length);
        }
        boolean above = actual > length.max();
        String bound =
                above ? "maximum length " + Bounds.text(length.max()) : "minimum length " + Bounds.text(length.min());
        return Refusal.badRequest(
                "Invalid '" + where + "': string too " + (above ? "long" : "short") + ". Expected a string with "
                        + bound + ", but got a string with length " + actual + " instead.",
                where,
                above ? "string_above_max_length" : "string_below_min_length");
    }

    private static Refusal listLength(String where, Violation.ListLength violation) {
        if (violation.actual() == 0) {
            return empty(where, "array", violation.length());
        }
        String max = Bounds.text(violation.length().max());
        String message = violation.keyed()
                ? "too many properties. Expected an object with at most " + max + " properties, but got an object with "
                        + violation.actual() + " properties instead."
                : "array too long. Expected an array with maximum length " + max + ", but got an array with length "
                        + violation.actual() + " instead.";
        return Refusal.badRequest(
                "Invalid '" + where + "': " + message,
                where,
                violation.keyed() ? "object_above_max_properties" : "array_above_max_length");
    }

    private static Refusal empty(String where, String kind, Bounds length) {
        return Refusal.badRequest(
                "Invalid '" + where + "': empty " + kind + ". Expected " + (kind.equals("array") ? "an " : "a ") + kind
                        + " with minimum length " + Bounds.text(length.min()) + ", but got an empty " + kind
                        + " instead.",
                where,
                "empty_" + kind);
    }
}
