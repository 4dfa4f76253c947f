package dev.dragoman.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.dialect.openai.OpenAiDialect;
import dev.dragoman.gateway.config.CountedTokens;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonObject;
import dev.dragoman.model.Usage;
import dev.dragoman.provider.Operation;
import dev.dragoman.routing.ChatSource;
import dev.dragoman.routing.CountSource;
import dev.dragoman.routing.ServiceSource;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What calls are expected to take. */
final class TokenCountTest {

    private static final String TEXT = "some words ".repeat(800); // 8800 bytes

    private static TokenNeed chat(String members, CountedTokens counted) {
        return TokenCount.need(new ChatSource(new OpenAiDialect(), body(members), false), counted);
    }

    private static JsonBody body(String members) {
        return JsonBody.parse(("{\"input\":\"" + TEXT + "\"" + members + "}").getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                ",\"max_tokens\":50                              | 50",
                ",\"max_completion_tokens\":60                   | 60",
                ",\"max_output_tokens\":70                       | 70",
                ",\"generationConfig\":{\"maxOutputTokens\":80}  | 80",
                ",\"max_tokens\":50,\"n\":3                      | 150",
                ",\"max_tokens\":-1                              | 0"
            })
    void theMostThatMayBeAnsweredIsSetAside(String members, long output) {
        TokenNeed need = chat(members, CountedTokens.TOTAL);

        assertThat(need.input()).isBetween(2_200L, 2_220L);
        assertThat(need.reserved(1_000_000)).isEqualTo(need.input() + output);
        assertThat(chat(members, CountedTokens.INPUT).reserved(1_000_000)).isEqualTo(need.input());
        assertThat(chat(members, CountedTokens.OUTPUT).reserved(1_000_000)).isEqualTo(output);
    }

    @Test
    void withoutALimitAsMuchAsWasAskedIsGuessedButNotAllOfASmallLimit() {
        TokenNeed need = chat("", CountedTokens.TOTAL);

        assertThat(need.reserved(1_000_000)).isEqualTo(2 * need.input());
        assertThat(need.reserved(4_000)).isEqualTo(need.input() + 1_000);
    }

    @Test
    void mediaAreNotCountedByTheirLetters() {
        String image = ",\"image\":\"data:image/png;base64," + "iVBORw0KGgo+/9zA".repeat(60_000) + "\"";

        assertThat(chat(image, CountedTokens.INPUT).input()).isBetween(2_200L, 2_600L);
    }

    @Test
    void onlyConversationsAreAnsweredInTokens() {
        ServiceSource embeddings = new ServiceSource(Operation.EMBEDDINGS, body(""), List.of(), false);
        CountSource count =
                new CountSource(new OpenAiDialect(), body(""), (model, chat) -> 0, number -> JsonObject.EMPTY);

        assertThat(TokenCount.need(embeddings, CountedTokens.TOTAL).reserved(1_000_000))
                .isBetween(2_200L, 2_220L);
        assertThat(TokenCount.need(count, CountedTokens.TOTAL).reserved(1_000_000))
                .isZero();
    }

    @Test
    void whatTheVendorDoesNotSayIsReckoned() {
        TokenNeed need = new TokenNeed(100, 50, false);

        assertThat(TokenCount.taken(Usage.NONE, need, 7, CountedTokens.TOTAL)).isEqualTo(107);
        assertThat(TokenCount.taken(Usage.of(90, 20), need, 7, CountedTokens.TOTAL))
                .isEqualTo(110);
        assertThat(TokenCount.taken(Usage.of(90, 20), need, 7, CountedTokens.OUTPUT))
                .isEqualTo(20);
    }
}
