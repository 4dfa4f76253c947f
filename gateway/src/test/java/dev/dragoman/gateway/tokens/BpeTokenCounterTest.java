package dev.dragoman.gateway.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The numbers are those of OpenAI's own tiktoken, with special tokens as ordinary text. */
final class BpeTokenCounterTest {

    private static final List<String> TEXTS = List.of(
            "Hello",
            "Hello, world!",
            "tiktoken is great!",
            "東京は日本の首都です。",
            "The quick brown fox jumps over the lazy dog. 0123456789",
            "   spaces\n\n\ttabs",
            "<|endoftext|>",
            "naïve café — “quotes” 🙂🙂",
            "def f(x):\n    return x ** 2\n",
            "аналитика данных");

    private final BpeTokenCounter counter = new BpeTokenCounter();

    @ParameterizedTest
    @CsvSource({
        "gpt-4o,1 4 6 8 15 5 7 10 11 4",
        "openai/gpt-5-mini,1 4 6 8 15 5 7 10 11 4",
        "o3-mini,1 4 6 8 15 5 7 10 11 4",
        "gpt-4,1 4 6 11 15 5 7 11 11 5",
        "azure/gpt-35-turbo,1 4 6 11 15 5 7 11 11 5",
        "text-embedding-3-small,1 4 6 11 15 5 7 11 11 5",
        "text-davinci-003,1 4 6 17 15 6 7 13 12 17",
        "text-davinci-edit-001,1 4 6 17 15 6 7 13 12 17",
        "davinci,1 4 6 17 15 7 7 13 14 17"
    })
    void textsHaveTheTokensThatTiktokenCounts(String model, String counts) {
        List<Long> expected =
                List.of(counts.split(" ", -1)).stream().map(Long::valueOf).toList();

        assertThat(TEXTS.stream().map(text -> counter.count(model, text)).toList())
                .isEqualTo(expected);
    }

    @Test
    void nothingHasNoTokens() {
        assertThat(counter.count("gpt-4o", "")).isZero();
    }

    @Test
    void aVastTextIsGuessed() {
        assertThat(counter.count("gpt-4o", "x".repeat((4 << 20) + 4))).isEqualTo((1 << 20) + 1);
    }
}
