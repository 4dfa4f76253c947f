package dev.dragoman.testkit.openai;

import dev.dragoman.testkit.schema.Bounds;
import dev.dragoman.testkit.schema.Type;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** The kinds of JSON values in OpenAI's words. */
final class JsonKinds {

    private JsonKinds() {}

    static String actual(JsonNode value) {
        return switch (value.getNodeType()) {
            case STRING -> "a string";
            case BOOLEAN -> "a boolean";
            case NUMBER -> value.isIntegralNumber() ? "an integer" : "a decimal";
            case ARRAY -> "an array";
            case OBJECT, POJO -> "an object";
            case NULL, MISSING, BINARY -> "null";
        };
    }

    static String expected(Type type) {
        if (type instanceof Type.Either(List<Type> alternatives)) {
            return "one of " + alternatives.stream().map(JsonKinds::expected).collect(Collectors.joining(" or "));
        }
        return withArticle(noun(type));
    }

    private static String noun(Type type) {
        return switch (type) {
            case Type.Text ignored -> "string";
            case Type.Base64() -> "string";
            case Type.OneOf ignored -> "string";
            case Type.Whole ignored -> "integer";
            case Type.Decimal ignored -> "decimal";
            case Type.Bool() -> "boolean";
            case Type.ListOf(Type element, Bounds ignored) -> "array of " + noun(element) + "s";
            case Type.OrNull(Type inner) -> noun(inner);
            case Type.Either(List<Type> alternatives) -> noun(alternatives.getFirst());
            case Type.Anything() -> "value";
            case Type.OpenObject() -> "object";
            case Type.MapOf ignored -> "object";
            case Type.Closed ignored -> "object";
            case Type.Tagged ignored -> "object";
            case Type.Named ignored -> "object";
        };
    }

    private static String withArticle(String noun) {
        return ("aeio".indexOf(noun.charAt(0)) >= 0 ? "an " : "a ") + noun;
    }
}
