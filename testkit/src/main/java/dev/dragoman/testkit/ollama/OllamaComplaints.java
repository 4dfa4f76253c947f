package dev.dragoman.testkit.ollama;

import dev.dragoman.testkit.schema.Bounds;
import dev.dragoman.testkit.schema.Path;
import dev.dragoman.testkit.schema.Type;
import dev.dragoman.testkit.schema.Violation;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Says in the words of Go's JSON reader what is wrong with a field. */
final class OllamaComplaints {

    private OllamaComplaints() {}

    static OllamaRefusal refusal(Violation violation) {
        return OllamaRefusal.of(400, words(violation));
    }

    private static String words(Violation violation) {
        String where = where(violation.path());
        return switch (violation) {
            case Violation.WrongType(Path path, Type expected, JsonNode actual) ->
                isOption(path)
                        ? "option \"" + path.leaf() + "\" must be of type " + option(expected)
                        : "json: cannot unmarshal " + kind(actual, type(expected))
                                + " into Go struct field ChatRequest." + where + " of type " + type(expected);
            case Violation.NotBase64(Path path, String actual) -> "illegal base64 data at input byte 0";
            case Violation.OutOfRange outOfRange ->
                "json: cannot unmarshal number " + outOfRange.actual() + " into Go struct field ChatRequest." + where
                        + " of type int";
            default -> "json: invalid " + where;
        };
    }

    private static boolean isOption(Path path) {
        return where(path).startsWith("options.");
    }

    /** The path without the numbers of list items. */
    private static String where(Path path) {
        return path.steps().stream()
                .filter(Path.Step.Into.class::isInstance)
                .map(step -> ((Path.Step.Into) step).name())
                .collect(Collectors.joining("."));
    }

    /** A number that is none of the right sort is told itself. */
    private static String kind(JsonNode value, String type) {
        return switch (value.getNodeType()) {
            case STRING -> "string";
            case NUMBER -> type.equals("int") ? "number " + value : "number";
            case BOOLEAN -> "bool";
            case ARRAY -> "array";
            default -> "object";
        };
    }

    private static String type(Type type) {
        return switch (type) {
            case Type.Text ignored -> "string";
            case Type.OneOf ignored -> "string";
            case Type.Base64 ignored -> "api.ImageData";
            case Type.Whole ignored -> "int";
            case Type.Decimal ignored -> "float64";
            case Type.Bool ignored -> "bool";
            case Type.ListOf(Type element, Bounds ignored) -> "[]" + type(element);
            case Type.OrNull(Type inner) -> type(inner);
            case Type.Either(List<Type> alternatives) -> type(alternatives.getFirst());
            case Type.Named(String name) -> "api." + name;
            case Type.Closed closed -> "api." + closed.name();
            case Type.Anything ignored -> "any";
            case Type.OpenObject ignored -> "api.ToolCallFunctionArguments";
            case Type.MapOf ignored -> "map[string]any";
            case Type.Tagged ignored -> "any";
        };
    }

    private static String option(Type type) {
        return switch (type) {
            case Type.OrNull(Type inner) -> option(inner);
            case Type.Bool ignored -> "boolean";
            case Type.ListOf ignored -> "array";
            case Type.Text ignored -> "string";
            default -> "float32";
        };
    }
}
