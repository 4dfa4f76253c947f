package dev.dragoman.testkit.gemini;

import dev.dragoman.testkit.json.Json;
import dev.dragoman.testkit.schema.Bounds;
import dev.dragoman.testkit.schema.Names;
import dev.dragoman.testkit.schema.Path;
import dev.dragoman.testkit.schema.Type;
import dev.dragoman.testkit.schema.Violation;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Says in the words of Google's JSON reader what is wrong with fields; all of them at once. */
final class GeminiComplaints {

    private static final String PACKAGE = "type.googleapis.com/google.ai.generativelanguage.v1beta.";

    private GeminiComplaints() {}

    static GeminiRefusal refusal(List<Violation> violations) {
        String message = violations.stream().map(GeminiComplaints::description).collect(Collectors.joining("\n"));
        ObjectNode body = GeminiErrors.body(400, GeminiErrors.INVALID_ARGUMENT, message);
        ArrayNode list = GeminiErrors.detail(body, "BadRequest").putArray("fieldViolations");
        violations.forEach(violation -> list.add(fieldViolation(violation)));
        return GeminiRefusal.with(body);
    }

    /** The path as Google writes it: {@code generation_config.stop_sequences[0]}. */
    static String where(Path path) {
        return Names.snake(path.bracketed());
    }

    private static ObjectNode fieldViolation(Violation violation) {
        boolean unknown = violation instanceof Violation.Unknown;
        Path path = unknown ? violation.path().parent() : violation.path();
        ObjectNode node = Json.object();
        if (!path.steps().isEmpty()) {
            node.put("field", where(path));
        }
        return node.put("description", description(violation));
    }

    private static String description(Violation violation) {
        String where = where(violation.path());
        return switch (violation) {
            case Violation.Unknown(Path path) -> unknown(path);
            case Violation.WrongType wrong ->
                "Invalid value at '" + where + "' (" + typeName(wrong.expected()) + "), " + wrong.actual();
            case Violation.NotAllowed(Path path, Type.OneOf allowed, String actual) ->
                "Invalid value at '" + where + "' (" + PACKAGE + allowed.name() + "), \"" + actual + "\"";
            case Violation.NotBase64(Path path, String actual) ->
                "Invalid value at '" + where + "' (TYPE_BYTES), Base64 decoding failed for \"" + actual + "\"";
            case Violation.Missing ignored -> "Missing field " + where;
            case Violation.UnknownTag ignored -> "Invalid value at '" + where + "'";
            case Violation.OutOfRange(Path path, Bounds range, boolean whole, var actual) ->
                "Invalid value at '" + where + "', " + actual;
            case Violation.TextLength ignored -> "Invalid length at '" + where + "'";
            case Violation.ListLength ignored -> "Invalid length at '" + where + "'";
            case Violation.Mismatch ignored -> "Invalid value at '" + where + "'";
        };
    }

    private static String unknown(Path path) {
        Path parent = path.parent();
        String at = parent.steps().isEmpty() ? "" : " at '" + where(parent) + "'";
        return "Invalid JSON payload received. Unknown name \"" + path.leaf() + "\"" + at + ": Cannot find field.";
    }

    private static String typeName(Type type) {
        return switch (type) {
            case Type.Text ignored -> "TYPE_STRING";
            case Type.Base64() -> "TYPE_BYTES";
            case Type.Whole ignored -> "TYPE_INT32";
            case Type.Decimal ignored -> "TYPE_FLOAT";
            case Type.Bool() -> "TYPE_BOOL";
            case Type.OneOf(String name, List<String> ignored) -> PACKAGE + name;
            case Type.Closed closed -> PACKAGE + closed.name();
            case Type.OpenObject() -> "type.googleapis.com/google.protobuf.Struct";
            case Type.MapOf ignored -> "type.googleapis.com/google.protobuf.Struct";
            case Type.ListOf(Type element, Bounds ignored) -> typeName(element);
            case Type.OrNull(Type inner) -> typeName(inner);
            case Type.Named(String name) -> PACKAGE + name;
            case Type.Tagged tagged -> PACKAGE + tagged.name();
            case Type.Either(List<Type> alternatives) -> typeName(alternatives.getFirst());
            case Type.Anything() -> "type.googleapis.com/google.protobuf.Value";
        };
    }
}
