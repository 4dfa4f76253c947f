package dev.dragoman.provider.completions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.json.JsonBody;
import dev.dragoman.model.Meter;
import dev.dragoman.model.Served;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How many images an answer holds, whatever stands in them. */
class DrawnImagesTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"data":[{"b64_json":"x"},{"b64_json":"y"}]}|2
            {"data":[ {"url":"https://x.example/{a}","revised_prompt":"a \\"{cat}\\" [x]"} ]}|1
            {"data":[{"b64_json":"x","more":{"a":[{}]}},{"b64_json":"ends in a slash\\\\"}]}|2
            {"data":[]}|0
            {"data":null}|0
            {}|0
            """)
    void areCounted(String json, long count) {
        Served served = DrawnImages.of(JsonBody.parse(json.getBytes(StandardCharsets.UTF_8)));

        assertThat(served.counts().getOrDefault(Meter.OUTPUT_IMAGES, BigDecimal.ZERO))
                .isEqualByComparingTo(BigDecimal.valueOf(count));
    }

    @Test
    void sizeAndQualityAreThoseOfTheAnswer() {
        Served served = DrawnImages.of(JsonBody.parse(
                "{\"data\":[{}],\"size\":\"1024x1536\",\"quality\":\"high\"}".getBytes(StandardCharsets.UTF_8)));

        assertThat(served.imageSize()).isEqualTo("1024x1536");
        assertThat(served.imageQuality()).isEqualTo("high");
    }
}
