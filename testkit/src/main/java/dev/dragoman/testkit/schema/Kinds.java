package dev.dragoman.testkit.schema;

import java.util.List;
import tools.jackson.databind.JsonNode;

/** Tells by the kind of a JSON value which of several types it is meant to be. */
final class Kinds {

    private final FieldTables tables;

    Kinds(FieldTables tables) {
        this.tables = tables;
    }

    /** Whether the value is of the JSON kind that the type demands, whatever is in it. */
    boolean fit(JsonNode value, Type type) {
        return switch (type) {
            case Type.Named(String name) -> fit(value, tables.type(name));
            case Type.OrNull(Type inner) -> value.isNull() || fit(value, inner);
            case Type.Either(List<Type> alternatives) ->
                alternatives.stream().anyMatch(alternative -> fit(value, alternative));
            case Type.Anything() -> true;
            case Type.Text ignored -> value.isString();
            case Type.Base64() -> value.isString();
            case Type.OneOf ignored -> value.isString();
            case Type.Whole ignored -> value.isNumber();
            case Type.Decimal ignored -> value.isNumber();
            case Type.Bool() -> value.isBoolean();
            case Type.ListOf ignored -> value.isArray();
            case Type.MapOf ignored -> value.isObject();
            case Type.OpenObject() -> value.isObject();
            case Type.Closed ignored -> value.isObject();
            case Type.Tagged ignored -> value.isObject();
        };
    }
}
