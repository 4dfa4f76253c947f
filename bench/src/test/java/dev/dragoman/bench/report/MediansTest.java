package dev.dragoman.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MediansTest {

    @Test
    void theMiddleOneCounts() {
        assertThat(Medians.of(List.of(9.0, 1.0, 2.0), Double::doubleValue)).isEqualTo(2);
    }

    @Test
    void ofAnEvenNumberTheMiddleTwoCount() {
        assertThat(Medians.of(List.of(4.0, 1.0, 2.0, 9.0), Double::doubleValue)).isEqualTo(3);
    }
}
