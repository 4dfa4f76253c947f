package dev.dragoman.gateway.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.gateway.Gateway;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What operations beside conversations cost. */
final class ServiceCostTest {

    private static final String COST = "x-litellm-response-cost";

    private static Gateway gateway;

    @BeforeAll
    static void start() {
        gateway = Gateway.start();
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # the fake counts every character as a token: 5 x 2e-8
            /v1/embeddings|{"model":"wild/text-embedding-3-small","input":"hello"}|0.0000001
            # 1024 x 1024 pixels at 3.81469e-8, in high definition at 7.629e-8
            /v1/images/generations|{"model":"wild/dall-e-3","prompt":"a cat","size":"1024x1024"}|0.039999924
            /v1/images/generations|{"model":"wild/dall-e-3","prompt":"a cat","size":"1024x1024","quality":"hd"}|0.079995863
            """)
    void aWholeAnswerTellsItsCost(String path, String body, String cost) {
        HttpResponse<String> answer = gateway.post(path, body);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue(COST)).hasValue(cost);
        assertThat(answer.headers().firstValue("x-dragoman-unpriced")).isEmpty();
    }

    @Test
    void speechIsSpentByTheCharacterWhenItHasEnded() {
        HttpResponse<String> answer = gateway.post(
                "/v1/audio/speech", "{\"model\":\"wild/tts-1\",\"input\":\"Hello there!\",\"voice\":\"alloy\"}");

        assertThat(answer.statusCode()).isEqualTo(200);
        // 12 x 1.5e-5
        assertThat(gateway.get("/metrics").body().lines())
                .filteredOn(line -> line.startsWith("litellm_spend_metric") && line.contains("tts-1"))
                .singleElement()
                .asString()
                .endsWith(" 1.8E-4");
    }
}
