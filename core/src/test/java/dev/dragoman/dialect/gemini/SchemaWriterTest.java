package dev.dragoman.dialect.gemini;

import static dev.dragoman.dialect.gemini.Speaking.json;
import static dev.dragoman.dialect.gemini.Speaking.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.dragoman.error.BadRequestException;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SchemaWriterTest {

    static Stream<Arguments> schemas() {
        return Stream.of(
                rule("additionalProperties and strict vanish", """
                        {"type":"object","properties":{"a":{"type":"string"}},"additionalProperties":false,"strict":true}""", """
                        {"type":"object","properties":{"a":{"type":"string"}}}"""),
                rule("a reference is put in its place", """
                        {"type":"object","properties":{"a":{"$ref":"#/$defs/A"}},"$defs":{"A":{"type":"integer"}}}""", """
                        {"type":"object","properties":{"a":{"type":"integer"}}}"""),
                rule("words beside a reference win", """
                        {"type":"object","properties":{"a":{"$ref":"#/definitions/A","description":"mine"}},
                         "definitions":{"A":{"type":"integer","description":"theirs"}}}""", """
                        {"type":"object","properties":{"a":{"type":"integer","description":"mine"}}}"""),
                rule("a repeated reference is left out", """
                        {"$ref":"#/$defs/Node","$defs":{"Node":{"type":"object","required":["v","next"],
                          "properties":{"v":{"type":"string"},"next":{"$ref":"#/$defs/Node"}}}}}""", """
                        {"type":"object","properties":{"v":{"type":"string"}},"required":["v"]}"""),
                rule("a list of oneself is a list of objects", """
                        {"$ref":"#/$defs/Tree","$defs":{"Tree":{"type":"object",
                          "properties":{"kids":{"type":"array","items":{"$ref":"#/$defs/Tree"}}}}}}""", """
                        {"type":"object","properties":{"kids":{"type":"array","items":{"type":"object"}}}}"""),
                rule("a reference to the whole is a cycle too", """
                        {"type":"object","properties":{"v":{"type":"string"},"me":{"$ref":"#"}}}""", """
                        {"type":"object","properties":{"v":{"type":"string"},"me":{"type":"object","properties":{"v":{"type":"string"}}}}}"""),
                rule("the same definition may be used twice", """
                        {"type":"object","properties":{"a":{"$ref":"#/$defs/A"},"b":{"$ref":"#/$defs/A"}},"$defs":{"A":{"type":"integer"}}}""", """
                        {"type":"object","properties":{"a":{"type":"integer"},"b":{"type":"integer"}}}"""),
                rule("names in a pointer are unescaped", """
                        {"type":"object","properties":{"a":{"$ref":"#/$defs/x~1y~0z"}},"$defs":{"x/y~z":{"type":"integer"}}}""", """
                        {"type":"object","properties":{"a":{"type":"integer"}}}"""),
                rule("null among alternatives becomes nullable", """
                        {"anyOf":[{"type":"string"},{"type":"null"}],"default":null,"title":"T"}""", """
                        {"anyOf":[{"type":"string","nullable":true,"title":"T"}]}"""),
                rule("an empty alternative is an object", """
                        {"anyOf":[{"type":"string"},{}]}""", """
                        {"anyOf":[{"type":"string"},{"type":"object"}]}"""),
                rule("a list of types with null is nullable", """
                        {"type":["string","null"],"minLength":1}""", """
                        {"type":"string","minLength":1,"nullable":true}"""),
                rule("several types are alternatives with their own words", """
                        {"type":["object","string","null"],"description":"d","properties":{"a":{"type":"string"}},
                         "required":["a"],"enum":["x"]}""", """
                        {"anyOf":[{"type":"object","properties":{"a":{"type":"string"}},"required":["a"],"nullable":true,"description":"d"},
                                  {"type":"string","enum":["x"],"nullable":true,"description":"d"}]}"""),
                rule("an empty text in an enum is null", """
                        {"type":"string","enum":["","a"]}""", """
                        {"type":"string","enum":[null,"a"]}"""),
                rule("an enum of numbers vanishes", """
                        {"type":"integer","enum":[1,2]}""", """
                        {"type":"integer"}"""),
                rule("null in an enum is nullable", """
                        {"type":"string","enum":["a",null]}""", """
                        {"type":"string","enum":["a"],"nullable":true}"""),
                rule("a constant is an enum of one", """
                        {"const":"x"}""", """
                        {"type":"string","enum":["x"]}"""),
                rule("a constant number gives the type", """
                        {"const":5}""", """
                        {"type":"integer"}"""),
                rule("empty items are objects", """
                        {"type":"array","items":{}}""", """
                        {"type":"array","items":{"type":"object"}}"""),
                rule("a list without items has objects", """
                        {"type":"array"}""", """
                        {"type":"array","items":{"type":"object"}}"""),
                rule("a tuple is a list of alternatives", """
                        {"type":"array","items":[{"type":"string"},{"type":"number"}]}""", """
                        {"type":"array","items":{"anyOf":[{"type":"string"},{"type":"number"}]}}"""),
                rule("a missing type is an object", """
                        {"description":"any"}""", """
                        {"type":"object","description":"any"}"""),
                rule("a missing type follows from properties", """
                        {"properties":{"a":{"type":"string"}}}""", """
                        {"type":"object","properties":{"a":{"type":"string"}}}"""),
                rule("empty properties vanish with what is required", """
                        {"type":"object","properties":{},"required":["a"]}""", """
                        {"type":"object"}"""),
                rule("only two formats are kept", """
                        {"type":"object","properties":{"a":{"type":"string","format":"date-time"},"b":{"type":"string","format":"uuid"},
                         "c":{"type":"integer","format":"int32"}}}""", """
                        {"type":"object","properties":{"a":{"type":"string","format":"date-time"},"b":{"type":"string"},"c":{"type":"integer"}}}"""),
                rule("unknown words vanish", """
                        {"type":"object","properties":{"a":{"type":"number","exclusiveMinimum":0,"multipleOf":2,"minimum":1}},
                         "patternProperties":{},"not":{},"$schema":"x","examples":[]}""", """
                        {"type":"object","properties":{"a":{"type":"number","minimum":1}}}"""),
                rule("one of several is any of them", """
                        {"oneOf":[{"type":"string"},{"type":"integer"}],"discriminator":{"propertyName":"k"}}""", """
                        {"anyOf":[{"type":"string"},{"type":"integer"}]}"""),
                rule("all of several is one schema", """
                        {"allOf":[{"$ref":"#/$defs/A"},{"type":"object","properties":{"b":{"type":"string"}},"required":["b"]}],
                         "$defs":{"A":{"type":"object","properties":{"a":{"type":"string"}},"required":["a"]}}}""", """
                        {"type":"object","properties":{"b":{"type":"string"},"a":{"type":"string"}},"required":["a","b"]}"""),
                rule("alternatives that only combine words do not hide the properties", """
                        {"type":"object","properties":{"a":{"type":"string"}},"anyOf":[{"required":["a"]},{"required":["b"]}]}""", """
                        {"type":"object","properties":{"a":{"type":"string"}}}"""),
                rule("descriptions move into the alternatives", """
                        {"anyOf":[{"type":"string","description":"own"},{"type":"integer"}],"description":"d"}""", """
                        {"anyOf":[{"type":"string","description":"own"},{"type":"integer","description":"d"}]}"""),
                rule("types in capitals are understood", """
                        {"type":"OBJECT","properties":{"a":{"type":"STRING","nullable":true}}}""", """
                        {"type":"object","properties":{"a":{"type":"string","nullable":true}}}"""),
                rule("a schema that is a truth value is an object", """
                        {"type":"object","properties":{"a":true}}""", """
                        {"type":"object","properties":{"a":{"type":"object"}}}"""));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("schemas")
    void schemasAreWrittenByTheRules(String rule, String schema, String expected) {
        JsonObject written = SchemaWriter.write(object(schema), "tools[0].function.parameters", false);

        assertThat(written).as(rule).isEqualTo(json(expected));
    }

    @Test
    void orderedSchemasNameTheOrderOfEveryLevel() {
        JsonObject schema = object("""
                {"type":"object","properties":{"b":{"type":"string"},"a":{"type":"object","properties":{"x":{"type":"string"}}}}}""");

        assertThat(SchemaWriter.write(schema, "p", true)).isEqualTo(json("""
                {"type":"object","propertyOrdering":["b","a"],"properties":{"b":{"type":"string"},
                  "a":{"type":"object","propertyOrdering":["x"],"properties":{"x":{"type":"string"}}}}}"""));
    }

    @Test
    void aSchemaOfNullAloneIsRefused() {
        BadRequestException refused = refusal("{\"anyOf\":[{\"type\":\"null\"}]}");

        assertThat(refused).hasMessageContaining("null only");
    }

    @Test
    void aReferenceToNothingIsRefused() {
        BadRequestException refused = refusal("{\"$ref\":\"#/$defs/Gone\"}");

        assertThat(refused).hasMessageContaining("#/$defs/Gone").hasMessageContaining("$defs");
        assertThat(refused.detail().param()).isEqualTo("tools[3].function.parameters");
    }

    @Test
    void aSchemaNestedTooDeepIsRefused() {
        JsonObject schema = object("{\"type\":\"string\"}");
        for (int i = 0; i < 101; i++) {
            schema = JsonObject.builder()
                    .put("type", "array")
                    .put("items", schema)
                    .build();
        }

        BadRequestException refused = refusal(schema.toJson());

        assertThat(refused).hasMessageContaining("100 levels");
    }

    @Test
    void referencesThatMultiplyAreRefusedInTime() {
        JsonObject.Builder definitions = JsonObject.builder();
        for (int i = 0; i < 60; i++) {
            JsonObject next = JsonObject.of("$ref", new JsonString("#/$defs/d" + (i + 1)));
            definitions.put("d" + i, JsonObject.of("anyOf", JsonArray.of(next, next)));
        }
        definitions.put("d60", object("{\"type\":\"string\"}"));
        JsonObject schema = object("{\"$ref\":\"#/$defs/d0\"}").with("$defs", definitions.build());

        BadRequestException refused = refusal(schema.toJson());

        assertThat(refused).hasMessageContaining("larger than");
    }

    @Test
    void aDefinitionThatIsOnlyItselfIsAnObject() {
        JsonObject schema = object("{\"$ref\":\"#/$defs/A\",\"$defs\":{\"A\":{\"$ref\":\"#/$defs/A\"}}}");

        assertThat(SchemaWriter.write(schema, "p", false)).isEqualTo(json("{\"type\":\"object\"}"));
    }

    private static BadRequestException refusal(String schema) {
        return catchThrowableOfType(
                BadRequestException.class,
                () -> SchemaWriter.write(object(schema), "tools[3].function.parameters", false));
    }

    private static Arguments rule(String name, String schema, String expected) {
        return Arguments.of(name, schema, expected);
    }
}
