package dev.dragoman.dialect.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.json.Json;
import dev.dragoman.json.JsonObject;
import org.junit.jupiter.api.Test;

final class SchemasTest {

    @Test
    void everyObjectIsClosed() {
        assertStrict(
                "{'type':'object','properties':{'a':{'type':['object','null'],'additionalProperties':true}},"
                        + "'anyOf':[{'properties':{}}]}",
                "{'type':'object','properties':{'a':{'type':['object','null'],'additionalProperties':false}},"
                        + "'anyOf':[{'properties':{},'additionalProperties':false}],'additionalProperties':false}");
    }

    @Test
    void limitsAreToldInTheDescription() {
        assertStrict(
                "{'type':'integer','minimum':1,'maximum':5,'description':'How many.'}",
                "{'type':'integer','description':'How many. Note: minimum value: 1, maximum value: 5.'}");
        assertStrict("{'type':'string','minLength':2}", "{'type':'string','description':'Note: minimum length: 2.'}");
    }

    @Test
    void aPropertyMayBearTheNameOfALimit() {
        assertStrict(
                "{'type':'object','properties':{'minimum':{'type':'number'}},'enum':[{'minimum':1}]}",
                "{'type':'object','properties':{'minimum':{'type':'number'}},'enum':[{'minimum':1}],"
                        + "'additionalProperties':false}");
    }

    @Test
    void referencesAreReplacedByWhatTheyReferTo() {
        assertStrict(
                "{'$defs':{'p':{'type':'string','maxLength':3}},'type':'array',"
                        + "'items':{'$ref':'#/$defs/p','description':'x'}}",
                "{'type':'array','items':{'type':'string','description':'x Note: maximum length: 3.'}}");
    }

    @Test
    void aSchemaThatRefersToItselfKeepsItsDefinitions() {
        assertStrict(
                "{'definitions':{'n':{'type':'object','properties':{'next':{'$ref':'#/definitions/n'}}}},"
                        + "'$ref':'#/definitions/n'}",
                "{'type':'object','properties':{'next':{'$ref':'#/definitions/n'}},'additionalProperties':false,"
                        + "'definitions':{'n':{'type':'object','properties':{'next':{'$ref':'#/definitions/n'}},"
                        + "'additionalProperties':false}}}");
    }

    @Test
    void aReferenceToNothingStays() {
        JsonObject clean = Schemas.strict(json("{'items':{'$ref':'https://x.example/schema'}}"));

        assertThat(clean.object("items")).isEqualTo(json("{'$ref':'https://x.example/schema'}"));
    }

    @Test
    void aSchemaThatGrowsBeyondReasonIsNotWrittenOut() {
        StringBuilder definitions = new StringBuilder("'a0':{'type':'string'}");
        for (int i = 1; i < 40; i++) {
            String before = "{'$ref':'#/$defs/a" + (i - 1) + "'}";
            definitions
                    .append(",'a")
                    .append(i)
                    .append("':{'anyOf':[")
                    .append(before)
                    .append(",")
                    .append(before)
                    .append("]}");
        }

        JsonObject clean = Schemas.strict(json("{'$defs':{" + definitions + "},'items':{'$ref':'#/$defs/a39'}}"));

        assertThat(Json.bytes(clean)).hasSizeLessThan(20_000_000);
        assertThat(clean.has("$defs")).isTrue();
    }

    @Test
    void aLongChainOfReferencesIsNotWrittenOut() {
        StringBuilder definitions = new StringBuilder("'a0':{'type':'string'}");
        for (int i = 1; i < 10_000; i++) {
            definitions
                    .append(",'a")
                    .append(i)
                    .append("':{'items':{'$ref':'#/$defs/a")
                    .append(i - 1)
                    .append("'}}");
        }

        JsonObject clean = Schemas.strict(json("{'$defs':{" + definitions + "},'$ref':'#/$defs/a9999'}"));

        assertThat(clean.has("$defs")).isTrue();
    }

    @Test
    void whatIsCleanStaysAsItIs() {
        JsonObject once = Schemas.strict(json("{'type':'object','properties':{'a':{'type':'integer','minimum':0}}}"));

        assertThat(Schemas.strict(once)).isEqualTo(once);
    }

    private static void assertStrict(String schema, String expected) {
        assertThat(Schemas.strict(json(schema))).isEqualTo(json(expected));
    }

    private static JsonObject json(String text) {
        return Json.parseObject(text.replace('\'', '"'));
    }
}
