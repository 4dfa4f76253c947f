package dev.dragoman.json;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is told of text that is no JSON: something about it, and nothing of the parser. */
class JsonErrorsTest {

    @ParameterizedTest
    @ValueSource(strings = {"{", "[1", "{\"a\":", "{\"a\":1,}", "nope", "\"x", "1 2", "{'a':1}", ""})
    void noPlaceIsNamedInTheParsersWords(String text) {
        assertThatThrownBy(() -> Json.parse(text.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(JsonSyntaxException.class)
                .hasMessageNotContainingAny("REDACTED", "Source:", "#UNKNOWN", "\n");
    }
}
