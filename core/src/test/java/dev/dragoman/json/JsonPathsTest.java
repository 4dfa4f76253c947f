package dev.dragoman.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonPathsTest {

    private static final String BODY = "{\"a\":1,\"b\":{\"c\":2,\"d\":3},\"l\":[{\"x\":1,\"y\":2},{\"x\":3},4]}";

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            a|{"b":{"c":2,"d":3},"l":[{"x":1,"y":2},{"x":3},4]}
            b.c|{"a":1,"b":{"d":3},"l":[{"x":1,"y":2},{"x":3},4]}
            l[0].x|{"a":1,"b":{"c":2,"d":3},"l":[{"y":2},{"x":3},4]}
            l[*].x|{"a":1,"b":{"c":2,"d":3},"l":[{"y":2},{},4]}
            l[1]|{"a":1,"b":{"c":2,"d":3},"l":[{"x":1,"y":2},4]}
            l[*]|{"a":1,"b":{"c":2,"d":3},"l":[]}
            """)
    void whatThePathNamesIsRemoved(String path, String expected) {
        JsonBody reduced = JsonPaths.without(body(), path);

        assertThat(reduced.toBody().toBytes()).asString().isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"z", "b.z", "a.b", "l[7].x", "l.x", "b[0]", "a[*]", ".", "", "l[2].x"})
    void aPathThatLeadsNowhereRemovesNothing(String path) {
        JsonBody body = body();

        assertThat(JsonPaths.without(body, path)).isSameAs(body);
    }

    @ParameterizedTest
    @CsvSource({"one,a", "two,b.c", "three,l[1][0].x", "none,"})
    void aTextIsFoundWhereItStands(String text, String path) {
        String json = "{\"a\":\"one\",\"b\":{\"c\":\"two\"},\"l\":[1,[{\"x\":\"three\"}]],\"z\":\"one\"}";
        JsonBody body = JsonBody.parse(json.getBytes(StandardCharsets.UTF_8));

        assertThat(JsonPaths.of(body, text)).isEqualTo(path);
    }

    private static JsonBody body() {
        return JsonBody.parse(BODY.getBytes(StandardCharsets.UTF_8));
    }
}
