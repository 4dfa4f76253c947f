package dev.dragoman.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.dragoman.http.Slice;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonBodyTest {

    @Test
    void smallMembersAreReadDirectly() {
        JsonBody body = body("{\"s\":\"a\\u00e4\\n\",\"t\":true,\"f\":false,\"n\":-1.5,\"z\":null,\"o\":{}}");

        assertThat(body.string("s")).isEqualTo("aä\n");
        assertThat(body.bool("t")).isTrue();
        assertThat(body.bool("f")).isFalse();
        assertThat(body.number("n")).isEqualTo(new JsonNumber("-1.5"));
        assertThat(body.isNull("z")).isTrue();
        assertThat(body.has("z")).isTrue();
        assertThat(body.isNull("missing")).isTrue();
        assertThat(body.value("o")).isEqualTo(JsonObject.EMPTY);
    }

    @Test
    void aMemberOfAnotherKindIsNotRead() {
        JsonBody body = body("{\"s\":1,\"b\":\"true\",\"n\":\"7\"}");

        assertThat(body.string("s")).isNull();
        assertThat(body.bool("b")).isNull();
        assertThat(body.number("n")).isNull();
    }

    @Test
    void escapesInNamesAreUnderstood() {
        JsonBody body = body("{\"mod\\u0065l\":\"m\",\"a\\\"b\":1}");

        assertThat(body.string("model")).isEqualTo("m");
        assertThat(body.names()).containsExactly("model", "a\"b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":1,\"b\":2,\"a\":3}", "{\"model\":1,\"mod\\u0065l\":2}", "{\"\":1,\"\":2}"})
    void topLevelNamesGivenTwiceAreRefused(String json) {
        assertThatExceptionOfType(JsonSyntaxException.class)
                .isThrownBy(() -> body(json))
                .withMessageContaining("duplicate");
    }

    @Test
    void namesGivenTwiceBelowAreLeftToTheirReader() {
        JsonBody body = body("{\"a\":{\"b\":1,\"b\":2}}");

        assertThat(body.toBody().toBytes()).asString().isEqualTo("{\"a\":{\"b\":1,\"b\":2}}");
        assertThatExceptionOfType(JsonSyntaxException.class).isThrownBy(() -> body.value("a"));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 255, 256})
    void nestingUpToTheLimitIsRead(int depth) {
        byte[] json = nested(depth);

        assertThat(JsonBody.parse(json).toBody().toBytes()).isEqualTo(json);
        assertThat(Json.parse(json)).isInstanceOf(JsonObject.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {257, 5000})
    void deeperNestingIsRefused(int depth) {
        byte[] json = nested(depth);

        assertThatExceptionOfType(JsonSyntaxException.class).isThrownBy(() -> JsonBody.parse(json));
        assertThatExceptionOfType(JsonSyntaxException.class).isThrownBy(() -> Json.parse(json));
    }

    @ParameterizedTest
    @ValueSource(strings = {"c0af", "c3", "c328", "e28228", "eda080", "f08080af", "f4908080", "f5808080", "80", "ff"})
    void whatIsNotUtf8IsRefused(String hex) {
        ByteArrayOutputStream json = new ByteArrayOutputStream();
        json.writeBytes("{\"a\":\"12345678".getBytes(StandardCharsets.UTF_8));
        json.writeBytes(java.util.HexFormat.of().parseHex(hex));
        json.writeBytes("\"}".getBytes(StandardCharsets.UTF_8));

        assertThatExceptionOfType(JsonSyntaxException.class).isThrownBy(() -> JsonBody.parse(json.toByteArray()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"[]", "1", "\"a\"", "{} {}", "{}x", "{\"a\":01}", "{\"a\":.5}", "{'a':1}", "{a:1}", "{\"a\":1,}"
            })
    void whatIsNoJsonObjectIsRefused(String json) {
        assertThatExceptionOfType(JsonSyntaxException.class).isThrownBy(() -> body(json));
    }

    @Test
    void theComplaintSaysWhere() {
        assertThatExceptionOfType(JsonSyntaxException.class)
                .isThrownBy(() -> body("{\"a\":tru}"))
                .satisfies(wrong -> assertThat(wrong.offset()).isEqualTo(8));
    }

    @Test
    void aBodyWithinALargerArrayIsReadAlone() {
        byte[] bytes = "xx{\"a\":[1],\"b\":2}yy".getBytes(StandardCharsets.UTF_8);

        JsonBody body = JsonBody.parse(new Slice(bytes, 2, bytes.length - 4), KeyWatch.NONE);

        assertThat(body.with("b", JsonNumber.of(3)).toBody().toBytes())
                .asString()
                .isEqualTo("{\"a\":[1],\"b\":3}");
        assertThat(body.toBody().toBytes()).asString().isEqualTo("{\"a\":[1],\"b\":2}");
    }

    @Test
    void unchangedNeighboursGoOutAsOnePiece() {
        JsonBody body = body("{\"model\":\"m\",\"a\":1 , \"b\":2,\"c\":3}").with("model", new JsonString("x"));

        assertThat(body.toBody().slices()).hasSize(5);
        assertThat(body.toBody().toBytes()).asString().isEqualTo("{\"model\":\"x\",\"a\":1 , \"b\":2,\"c\":3}");
    }

    @Test
    void watchedNamesAreNoticedBelowTheTopLevelOnly() {
        KeyWatch watch = KeyWatch.of("cache_control", "index");
        JsonBody body =
                JsonBody.parse(Slice.utf8("{\"index\":1,\"m\":[{\"cache_control\":{}}],\"t\":\"index\"}"), watch);

        assertThat(body.mentions("m", "cache_control")).isTrue();
        assertThat(body.mentions("m", "index")).isFalse();
        assertThat(body.mentionsAny("m")).isTrue();
        assertThat(body.mentionsAny("index")).isFalse();
        assertThat(body.mentionsAny("t")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {"role":"developer"}    | role=developer | true
                    {"role":"developers"}   | role=developer | false
                    {"role":["developer"]}  | role=developer | false
                    {"role":"system"}       | role=system    | true
                    {"role": "system"}      | role=developer | false
                    {"id":"12345"}          | id             | false
                    {"id":"123456"}         | id             | true
                    {"id":[1,2,3,4,5,6]}    | id             | false
                    {"url":"x"}             | url            | true
                    {"url": {"url":{}}}     | url            | false
                    {"url": {"url":""}}     | url            | true
                    """)
    void whatIsWatchedForMayDependOnTheValue(String inner, String label, boolean mentioned) {
        KeyWatch watch = KeyWatch.builder()
                .text("role", "developer")
                .text("role", "system")
                .longText("id", 5)
                .beginning("url", '"')
                .build();

        JsonBody body = JsonBody.parse(Slice.utf8("{\"m\":[" + inner + "]}"), watch);

        assertThat(body.mentions("m", label)).isEqualTo(mentioned);
    }

    @Test
    void aReplacedMemberIsTakenToMentionWhatItDid() {
        JsonBody body = JsonBody.parse(Slice.utf8("{\"m\":[{\"index\":1}],\"n\":2}"), KeyWatch.of("index"));

        JsonBody changed = body.with("n", new JsonString("x")).with("m", new JsonString("y"));

        assertThat(changed.mentions("m", "index")).isTrue();
        assertThat(changed.mentionsAny("n")).isFalse();
        assertThat(body.without("m").mentions("m", "index")).isFalse();
    }

    private static JsonBody body(String json) {
        return JsonBody.parse(json.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] nested(int depth) {
        return ("{\"a\":" + "[".repeat(depth - 1) + "]".repeat(depth - 1) + "}").getBytes(StandardCharsets.UTF_8);
    }
}
