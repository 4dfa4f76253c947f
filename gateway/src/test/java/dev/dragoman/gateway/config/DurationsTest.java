package dev.dragoman.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {

    @ParameterizedTest
    @CsvSource({
        "30,PT30S",
        "0.5,PT0.5S",
        "30s,PT30S",
        "250ms,PT0.25S",
        "5m,PT5M",
        "1.5h,PT1H30M",
        "2d,PT48H",
        "5 m,PT5M",
        "0,PT0S",
        "-1,PT-1S"
    })
    void secondsOrANumberWithAUnit(String text, Duration duration) {
        assertThat(Durations.of(text)).isEqualTo(duration);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "s", "soon", "5 minutes", "1e30", "NaN", "5m30s", "--5", "1e99999999999"})
    void anythingElseIsNoDuration(String text) {
        assertThat(Durations.of(text)).isNull();
    }
}
