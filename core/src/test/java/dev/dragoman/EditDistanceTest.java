package dev.dragoman;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EditDistanceTest {

    @ParameterizedTest
    @CsvSource({"a,a,0", "a,b,1", "'',abc,3", "abc,'',3", "kitten,sitting,3", "ab,ba,1", "timeout,timeuot,1"})
    void lettersInsertedDeletedReplacedOrSwappedCountOne(String from, String to, int distance) {
        assertThat(EditDistance.between(from, to)).isEqualTo(distance);
    }

    @Test
    void theNearestNameIsFound() {
        assertThat(EditDistance.nearest("timeot", List.of("stream_timeout", "time", "timeout")))
                .isEqualTo("timeout");
    }

    @Test
    void aNameFarFromAllHasNoNearest() {
        assertThat(EditDistance.nearest("frobnicate", List.of("timeout", "model")))
                .isNull();
    }
}
