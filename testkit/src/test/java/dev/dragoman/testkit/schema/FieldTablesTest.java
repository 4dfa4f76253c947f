package dev.dragoman.testkit.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dragoman.testkit.json.Json;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FieldTablesTest {

    private static final FieldTables TABLES = FieldTables.parse("""
            # All that the notation has.
            Root {
                ...Common
                name! string(2..4 /^[a-z]+$/)
                size integer(1..3)
                share number(..0.5)?
                flag boolean
                data base64
                mode 'on' | 'off'
                either string | [Item](1..2)
                map {integer}(..1)
                open object
                anything any
            }
            Common { note string deep Root }
            Item by kind = plain { plain: Plain  round, square: Shaped }
            Plain { kind 'plain' }
            Shaped { kind! string corners! integer }
            Level = 'LOW' | 'HIGH'
            Loose { maxSize integer level Level items [Plain] }
            """);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'name':'abc'}",
                "{'name':'abc','note':'x','size':3,'share':null,'flag':true,'data':'aGk=','mode':'on','either':'x'}",
                "{'name':'abc','either':[{},{'kind':'round','corners':0}],'map':{'a':1},'open':{'b':2},'anything':null}",
                "{'name':'abc','deep':{'name':'abc'},'size':2.0}"
            })
    void findsNothingWrongWithWhatFits(String json) {
        assertThat(check(json)).isEmpty();
    }

    @Test
    void findsEverythingWrongInDocumentOrder() {
        List<Violation> violations =
                check("{'foo':1,'name':'abcde','size':'x','share':0.6,'flag':0,'data':'%','mode':'auto',"
                        + "'either':[],'map':{'a':1,'b':2},'open':[]}");

        assertThat(violations)
                .extracting(violation -> violation.getClass().getSimpleName())
                .containsExactly(
                        "Unknown",
                        "TextLength",
                        "WrongType",
                        "OutOfRange",
                        "WrongType",
                        "NotBase64",
                        "NotAllowed",
                        "ListLength",
                        "ListLength",
                        "WrongType");
    }

    @Test
    void tellsWhereSomethingIsWrong() {
        List<Violation> violations = check("{'name':'ABC','either':[{'kind':'round'},{'kind':'oval'},{}],'deep':{}}");

        assertThat(violations)
                .extracting(violation -> violation.path().bracketed())
                .containsExactly("name", "either", "either[0].corners", "either[1]", "deep.name");
    }

    @Test
    void readsLikeProtocolBuffersWhenToldTo() {
        assertThat(TABLES.check(read("{'max_size':'5','level':'low','items':{}}"), "Loose", Reading.PROTO))
                .isEmpty();
        assertThat(TABLES.check(read("{'maxSize':null,'level':1,'items':[{}]}"), "Loose", Reading.PROTO))
                .isEmpty();
        assertThat(TABLES.check(read("{'max_size':'five','Level':'LOW','level':'MID'}"), "Loose", Reading.PROTO))
                .hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "A { a Missing }",
                "A { ...Missing }",
                "A { a string",
                "A { a string(1..2",
                "A { a ; }",
                "A = ",
                "A by { }",
                "A { } A { }"
            })
    void refusesTablesThatMakeNoSense(String text) {
        assertThatThrownBy(() -> FieldTables.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesAFileThatIsNotThere() {
        assertThatThrownBy(() -> FieldTables.load(FieldTablesTest.class, "none.fields"))
                .hasMessageContaining("none.fields");
    }

    @Test
    void namesGoBothWays() {
        assertThat(Names.camel("max_output_tokens")).isEqualTo("maxOutputTokens");
        assertThat(Names.snake("maxOutputTokens")).isEqualTo("max_output_tokens");
    }

    private static List<Violation> check(String json) {
        return TABLES.check(read(json), "Root", Reading.EXACT);
    }

    private static tools.jackson.databind.JsonNode read(String json) {
        return Json.read(json.replace('\'', '"'));
    }
}
