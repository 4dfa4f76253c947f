package dev.dragoman.testkit.azure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.testkit.Bodies;
import dev.dragoman.testkit.Client;
import dev.dragoman.testkit.FakeAzureOpenAi;
import dev.dragoman.testkit.answer.Answer;
import dev.dragoman.testkit.answer.ErrorKind;
import dev.dragoman.testkit.answer.Streaming;
import dev.dragoman.testkit.answer.VendorError;
import dev.dragoman.testkit.json.Json;
import dev.dragoman.testkit.vendor.VendorSettings;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

class AzureTest {

    private static final String PLAIN = "{'messages':[{'role':'user','content':'Hi'}]}";
    private static final String CLASSIC = "/openai/deployments/chat-prod/chat/completions?api-version=2024-10-21";

    private final FakeAzureOpenAi vendor = FakeAzureOpenAi.start();
    private final Client client = new Client(vendor.baseUrl(), "api-key", "k");

    @AfterEach
    void close() {
        client.close();
        vendor.close();
    }

    @Test
    void classicUrlTakesTheDeploymentFromThePath() {
        JsonNode reply = client.post(CLASSIC, PLAIN).json();

        assertThat(reply.path("model").stringValue()).isEqualTo("chat-prod");
        assertThat(reply.at("/prompt_filter_results/0/content_filter_results/hate/severity")
                        .stringValue())
                .isEqualTo("safe");
        assertThat(reply.at("/choices/0/content_filter_results/violence/filtered")
                        .booleanValue())
                .isFalse();
    }

    @Test
    void newerUrlTakesTheDeploymentFromTheBody() {
        JsonNode reply = client.post("/openai/v1/chat/completions", Bodies.with(PLAIN, "'model':'chat-prod'"))
                .json();

        assertThat(reply.path("model").stringValue()).isEqualTo("chat-prod");
    }

    @Test
    void newerUrlDemandsAModel() {
        assertThat(client.post("/openai/v1/chat/completions", PLAIN).text())
                .contains("you must provide a model parameter");
    }

    @Test
    void otherPathsAndMethodsAreRefused() {
        assertThat(client.get(CLASSIC).status()).isEqualTo(405);
        assertThat(client.get("/openai/nothing?api-version=2024-10-21").status())
                .isEqualTo(404);
    }

    @Test
    void classicUrlDemandsAVersion() {
        assertThat(client.post("/openai/deployments/chat-prod/chat/completions", PLAIN)
                        .json()
                        .at("/error/message")
                        .stringValue())
                .isEqualTo("Resource not found");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '~',
            delimiter = ';',
            value = {
                "2024-06-01;'stream':true,'stream_options':{'include_usage':true};stream_options",
                "2024-06-01;'max_completion_tokens':5;max_completion_tokens",
                "2024-06-01;'parallel_tool_calls':true,'tools':[{'type':'function','function':{'name':'f'}}];parallel_tool_calls",
                "2023-05-15;'tools':[{'type':'function','function':{'name':'f'}}];tools"
            })
    void olderVersionsDoNotKnowNewerParameters(String version, String fields, String parameter) {
        String path = "/openai/deployments/d/chat/completions?api-version=" + version;

        Client.Answered answered = client.post(path, Bodies.with(PLAIN, fields));

        assertThat(answered.status()).isEqualTo(400);
        assertThat(answered.json().at("/error/message").stringValue())
                .isEqualTo("Unknown parameter: '" + parameter + "'.");
    }

    @Test
    void olderVersionsDoNotKnowSchemasOfAnswers() {
        String path = "/openai/deployments/d/chat/completions?api-version=2024-06-01";
        String format =
                "'response_format':{'type':'json_schema','json_schema':{'name':'r','schema':{'type':'object'}}}";

        assertThat(client.post(path, Bodies.with(PLAIN, format)).text())
                .contains(
                        "response_format value as json_schema is enabled only for api versions 2024-08-01-preview and "
                                + "later");
    }

    @Test
    void ownDataSourcesAreKnown() {
        assertThat(client.post(CLASSIC, Bodies.with(PLAIN, "'data_sources':[{'type':'azure_search'}]"))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void unknownParametersAreRefused() {
        assertThat(client.post(CLASSIC, Bodies.with(PLAIN, "'foo':1")).text())
                .contains("Unrecognized request argument supplied: foo");
    }

    @Test
    void streamOpensWithTheVerdictOnThePrompt() {
        List<String> data =
                client.post(CLASSIC, Bodies.with(PLAIN, "'stream':true")).data();

        assertThat(Json.read(data.getFirst()).path("choices")).isEmpty();
        assertThat(Json.read(data.getFirst()).path("prompt_filter_results")).hasSize(1);
        assertThat(Json.read(data.get(1))
                        .at("/choices/0/content_filter_results/sexual/severity")
                        .stringValue())
                .isEqualTo("safe");
        assertThat(data.getLast()).isEqualTo("[DONE]");
    }

    @Test
    void filteredAnswersTellWhy() {
        vendor.answers(Answer.filtered("So"));

        JsonNode choice = client.post(CLASSIC, PLAIN).json().at("/choices/0");

        assertThat(choice.path("finish_reason").stringValue()).isEqualTo("content_filter");
        assertThat(choice.at("/content_filter_results/violence/filtered").booleanValue())
                .isTrue();
    }

    @Test
    void filteredPromptsAreRefusedWithTheInnerError() {
        vendor.answers(Answer.error(ErrorKind.CONTENT_FILTERED));

        JsonNode error = client.post(CLASSIC, PLAIN).json().path("error");

        assertThat(error.path("code").stringValue()).isEqualTo("content_filter");
        assertThat(error.at("/innererror/code").stringValue()).isEqualTo("ResponsibleAIPolicyViolation");
        assertThat(error.at("/innererror/content_filter_result/violence/severity")
                        .stringValue())
                .isEqualTo("high");
    }

    @ParameterizedTest
    @EnumSource
    void everyErrorHasABodyAndAStatus(ErrorKind kind) {
        vendor.answers(Answer.error(kind));

        Client.Answered answered = client.post(CLASSIC, PLAIN);

        assertThat(answered.status()).isEqualTo(kind.usualStatus());
        assertThat(answered.json().at("/error/message").stringValue()).isNotEmpty();
    }

    @Test
    void rateLimitsTellWhenToComeBack() {
        vendor.answers(Answer.error(VendorError.rateLimited(Duration.ofSeconds(20))));

        Client.Answered answered = client.post(CLASSIC, PLAIN);

        assertThat(answered.header("retry-after")).isEqualTo("20");
        assertThat(answered.json().at("/error/code").stringValue()).isEqualTo("429");
    }

    @Test
    void streamMayBreakOffWithAnError() {
        vendor.answers(
                Answer.text("Hello").streamed(Streaming.BURST.failingAfter(2, VendorError.of(ErrorKind.SERVER_ERROR))));

        List<String> data =
                client.post(CLASSIC, Bodies.with(PLAIN, "'stream':true")).data();

        assertThat(Json.read(data.getLast()).at("/error/code").stringValue()).isEqualTo("InternalServerError");
    }

    @Test
    void directoryTokensAreTaken() {
        try (Client token = new Client(vendor.baseUrl(), "authorization", "Bearer token")) {
            assertThat(token.post(CLASSIC, PLAIN).status()).isEqualTo(200);
        }
    }

    @Test
    void aMissingKeyIsRefusedWithoutAnErrorObject() {
        try (Client anonymous = new Client(vendor.baseUrl())) {
            Client.Answered answered = anonymous.post(CLASSIC, PLAIN);

            assertThat(answered.status()).isEqualTo(401);
            assertThat(answered.json().path("statusCode").intValue()).isEqualTo(401);
        }
    }

    @Test
    void unknownDeploymentsAndWrongKeysAreRefused() {
        VendorSettings settings = VendorSettings.DEFAULT.withModels("other").requiringKey("right");
        try (FakeAzureOpenAi strict = FakeAzureOpenAi.start(settings);
                Client right = new Client(strict.baseUrl(), "api-key", "right");
                Client wrong = new Client(strict.baseUrl(), "api-key", "wrong")) {
            Client.Answered unknown = right.post(CLASSIC, PLAIN);
            Client.Answered wrongKey = wrong.post(CLASSIC, PLAIN);

            assertThat(unknown.status()).isEqualTo(404);
            assertThat(unknown.json().at("/error/code").stringValue()).isEqualTo("DeploymentNotFound");
            assertThat(wrongKey.status()).isEqualTo(401);
            assertThat(wrongKey.json().at("/error/code").stringValue()).isEqualTo("401");
        }
    }

    @Test
    void modelsAreListedInBothStyles() {
        assertThat(client.get("/openai/v1/models").json().path("data")).isNotEmpty();
        assertThat(client.get("/openai/models?api-version=2024-10-21").json().path("data"))
                .isNotEmpty();
    }
}
