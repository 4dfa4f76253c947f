package dev.dragoman.testkit.cohere;

import dev.dragoman.testkit.schema.Bounds;
import dev.dragoman.testkit.schema.Path;
import dev.dragoman.testkit.schema.Type;
import dev.dragoman.testkit.schema.Violation;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Says in Cohere's words what is wrong with a field. */
final class CohereComplaints {

    private static final String SEE = ". For proper usage, please refer to https://docs.cohere.com/reference/chat";

    private CohereComplaints() {}

    static CohereRefusal refusal(Violation violation) {
        String where = violation.path().bracketed();
        return switch (violation) {
            case Violation.Unknown unknown ->
                CohereRefusal.of(
                        422, "unknown field: parameter '" + violation.path().leaf() + "' is not a valid field" + SEE);
            case Violation.Missing missing -> missing(where);
            case Violation.WrongType(Path path, Type expected, JsonNode actual) ->
                CohereRefusal.of(
                        422,
                        "invalid type: parameter " + where + " is of type " + kind(actual) + " but should be of type "
                                + kind(expected) + SEE);
            case Violation.NotAllowed(Path path, Type.OneOf allowed, String actual) ->
                CohereRefusal.invalid(where + " must be one of " + allowed.values() + " (received '" + actual + "')");
            case Violation.UnknownTag(Path path, String key, List<String> allowed, String actual) ->
                CohereRefusal.invalid(
                        where + "." + key + " must be one of " + allowed + " (received '" + actual + "')");
            case Violation.OutOfRange outOfRange ->
                CohereRefusal.invalid(where + " must be " + range(outOfRange.range()));
            case Violation.TextLength length -> CohereRefusal.invalid(where + " must not be empty.");
            case Violation.ListLength length ->
                CohereRefusal.invalid(
                        "number of " + where + " must be " + range(length.length()) + " - received " + length.actual());
            case Violation.Mismatch mismatch -> CohereRefusal.invalid(where + " has a wrong form.");
            case Violation.NotBase64 text -> CohereRefusal.invalid(where + " is no base64.");
        };
    }

    private static CohereRefusal missing(String where) {
        return where.equals("model")
                ? CohereRefusal.of(400, "a model parameter is required for this endpoint.")
                : where.endsWith("tool_call_id")
                        ? CohereRefusal.of(400, "tool call id must be provided with tool message")
                        : CohereRefusal.invalid("required '" + where + "' param is missing or empty.");
    }

    private static String range(Bounds bounds) {
        String least = Bounds.text(bounds.min());
        return Double.isInfinite(bounds.max())
                ? "at least " + least
                : "between " + least + " and " + Bounds.text(bounds.max()) + " inclusive.";
    }

    private static String kind(JsonNode value) {
        return switch (value.getNodeType()) {
            case STRING -> "string";
            case NUMBER -> value.isIntegralNumber() ? "int" : "float";
            case BOOLEAN -> "bool";
            case ARRAY -> "array";
            case NULL -> "null";
            default -> "object";
        };
    }

    private static String kind(Type type) {
        return switch (type) {
            case Type.Text ignored -> "string";
            case Type.OneOf ignored -> "string";
            case Type.Base64 ignored -> "string";
            case Type.Whole ignored -> "int";
            case Type.Decimal ignored -> "float";
            case Type.Bool ignored -> "bool";
            case Type.ListOf ignored -> "array";
            case Type.OrNull(Type inner) -> kind(inner);
            case Type.Either(List<Type> alternatives) -> kind(alternatives.getFirst());
            case Type.Anything ignored -> "object";
            case Type.OpenObject ignored -> "object";
            case Type.MapOf ignored -> "object";
            case Type.Closed ignored -> "object";
            case Type.Tagged ignored -> "object";
            case Type.Named ignored -> "object";
        };
    }
}
