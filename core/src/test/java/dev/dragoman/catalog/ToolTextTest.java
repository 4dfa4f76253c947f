package dev.dragoman.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.json.Json;
import dev.dragoman.json.JsonArray;
import org.junit.jupiter.api.Test;

class ToolTextTest {

    @Test
    void toolsAreDeclaredAsTheModelReadsThem() {
        JsonArray tools = (JsonArray) Json.parse("""
                [{"type":"function","function":{"name":"get_weather","description":"Get the weather","parameters":
                {"type":"object","properties":{"city":{"type":"string","description":"The city"},
                "unit":{"type":"string","enum":["c","f"]},"level":{"type":"integer","enum":[1,2]},
                "tags":{"type":"array","items":{"type":"string"}},"any":{},"list":{"type":"array"},
                "where":{"type":"object","properties":{"lat":{"type":"number"},"ok":{"type":"boolean"},
                "no":{"type":"null"}},"required":["lat"]}},"required":["city"]}}},
                {"name":"now","input_schema":{"type":"object","properties":{}}}]""");

        assertThat(ToolText.of(tools)).isEqualTo("""
                namespace functions {

                // Get the weather
                type get_weather = (_: {
                // The city
                city: string,
                unit?: "c" | "f",
                level?: 1 | 2,
                tags?: string[],
                any?: any,
                list?: any[],
                where?: {
                  lat: number,
                  ok?: boolean,
                  no?: null,
                },
                }) => any;

                type now = () => any;

                } // namespace functions""");
    }

    @Test
    void aSchemaWithoutEndIsCutOff() {
        StringBuilder schema = new StringBuilder("{\"type\":\"string\"}");
        for (int i = 0; i < 200; i++) {
            schema.insert(0, "{\"type\":\"array\",\"items\":").append('}');
        }
        JsonArray tools =
                (JsonArray) Json.parse("[{\"name\":\"f\",\"parameters\":{\"properties\":{\"a\":" + schema + "}}}]");

        assertThat(ToolText.of(tools)).contains("any[][]").hasSizeLessThan(300);
    }
}
