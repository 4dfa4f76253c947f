package dev.dragoman.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoughTokenCounterTest {

    @ParameterizedTest
    @CsvSource({"'',0", "a,1", "abcd,1", "abcde,2", "東京都,2", "東京は日本の首都です,7", "абвг,1"})
    void fourLettersOrOneAndAHalfSignsMakeAToken(String text, long tokens) {
        assertThat(new RoughTokenCounter().count("any", text)).isEqualTo(tokens);
    }
}
