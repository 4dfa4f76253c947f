package dev.dragoman.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.json.Json;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChatBodiesTest {

    @ParameterizedTest
    @ValueSource(ints = {1000, 32_000, 1_000_000})
    void aBodyHasTheSizeAskedFor(int bytes) {
        byte[] body = ChatBodies.of(bytes, "bench", false);

        assertThat(body.length).isCloseTo(bytes, Percentage.withPercentage(1));
    }

    @Test
    void bodiesAreTheSameInEveryRun() {
        assertThat(ChatBodies.of(32_000, "bench", true)).isEqualTo(ChatBodies.of(32_000, "bench", true));
    }

    @Test
    void aLargeBodyIsAConversationWithTools() {
        var body = Json.parseObject(ChatBodies.of(32_000, "bench", true, Prose.multiByte(1)));

        assertThat(body.array("tools")).hasSizeGreaterThan(9);
        assertThat(body.array("messages")).hasSizeGreaterThan(5);
        assertThat(body.bool("stream")).isTrue();
    }
}
