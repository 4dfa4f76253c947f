package dev.dragoman.gateway.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.openai.models.moderations.ModerationCreateParams;
import com.openai.models.moderations.ModerationCreateResponse;
import dev.dragoman.testkit.answer.Answer;
import dev.dragoman.testkit.answer.ErrorKind;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whether texts and images are harmful. */
final class ModerationsTest {

    private static ServiceVendors vendors;

    @BeforeAll
    static void start() {
        vendors = new ServiceVendors(
                "omni-moderation-latest openai/omni-moderation-latest openai",
                "mistral mistral/mistral-moderation-latest /mistral/v1");
    }

    @AfterAll
    static void stop() {
        vendors.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"omni-moderation-latest", "mistral"})
    void everyTextIsJudged(String model) {
        ModerationCreateResponse answer = vendors.client
                .moderations()
                .create(ModerationCreateParams.builder()
                        .model(model)
                        .inputOfStrings(List.of("I mean harm", "hello"))
                        .build());

        assertThat(answer.id()).isNotEmpty();
        assertThat(answer.results()).extracting(result -> result.flagged()).containsExactly(true, false);
    }

    @Test
    void theUsualModelIsAskedWhenNoneIsNamed() {
        HttpResponse<String> answer = vendors.post("/v1/moderations", "{\"input\":\"hello\"}");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(vendors.openai.lastRequest().text()).contains("omni-moderation-latest");
    }

    @Test
    void imagesAreJudgedByModelsThatSee() {
        HttpResponse<String> answer = vendors.post(
                "/v1/moderations",
                "{\"input\":[{\"type\":\"text\",\"text\":\"harm\"},{\"type\":\"image_url\",\"image_url\":{\"url\":\"https://x/y.png\"}}]}");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).contains("\"flagged\":true");
    }

    @Test
    void aVendorsOwnCategoriesStay() {
        HttpResponse<String> answer =
                vendors.post("/v1/moderations", "{\"model\":\"mistral\",\"input\":\"I mean harm\"}");

        assertThat(answer.body())
                .contains(
                        "\"model\":\"mistral\"",
                        "\"violence_and_threats\":true",
                        "\"category_applied_input_types\":{\"violence_and_threats\":[\"text\"]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"model\":\"mistral\"}|input: missing",
                "{\"model\":\"mistral\",\"input\":7}|input: 7",
                "{\"model\":\"mistral\",\"input\":[]}|input: a list (expected: a text, or a list of texts)",
                "{\"model\":\"mistral\",\"input\":[{\"type\":\"image_url\",\"image_url\":{\"url\":\"https://x\"}}]}|input[0]: an object (expected: a text; this vendor looks at no images)",
                "{\"model\":\"mistral\",\"input\":\"a\",\"user\":\"u\"}|user",
            })
    void whatCannotBeAskedIsRefusedBeforeAnyVendorIs(String body, String told) {
        vendors.services.forgetRequests();

        HttpResponse<String> answer = vendors.post("/v1/moderations", body);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains(told);
        assertThat(vendors.services.requests()).isEmpty();
    }

    @Test
    void aVendorsRefusalKeepsItsMeaning() {
        vendors.openai.answers(Answer.error(ErrorKind.RATE_LIMITED));

        HttpResponse<String> answer = vendors.post("/v1/moderations", "{\"input\":\"a\"}");

        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.body()).contains("RateLimitError");
    }
}
