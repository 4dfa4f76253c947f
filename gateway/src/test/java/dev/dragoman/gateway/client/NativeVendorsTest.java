package dev.dragoman.gateway.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openai.client.OpenAIClient;
import com.openai.core.http.StreamResponse;
import com.openai.errors.OpenAIServiceException;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import com.openai.models.completions.CompletionUsage;
import dev.dragoman.gateway.Gateway;
import dev.dragoman.testkit.FakeBedrock;
import dev.dragoman.testkit.FakeOci;
import dev.dragoman.testkit.FakeReplicate;
import dev.dragoman.testkit.FakeSageMaker;
import dev.dragoman.testkit.FakeWatsonx;
import dev.dragoman.testkit.answer.Answer;
import dev.dragoman.testkit.answer.ErrorKind;
import dev.dragoman.testkit.answer.Stop;
import dev.dragoman.testkit.answer.TokenUsage;
import dev.dragoman.testkit.vendor.FakeVendor;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Vendors whose models go on with a text, or speak in a format that only they have, as OpenAI's own client sees them. */
final class NativeVendorsTest {

    private static final FakeBedrock BEDROCK = FakeBedrock.start();
    private static final FakeOci OCI = FakeOci.start();
    private static final FakeReplicate REPLICATE = FakeReplicate.start();
    private static final FakeSageMaker SAGEMAKER = FakeSageMaker.start();
    private static final FakeWatsonx WATSONX = FakeWatsonx.start();

    private static Gateway gateway;
    private static OpenAIClient client;

    @BeforeAll
    static void start() {
        gateway = Gateway.startOf("model_list:\n"
                + model("replicate", "replicate/meta/meta-llama-3-8b-instruct", at(REPLICATE, "api_key: r8_x"))
                + model("replicate-slow", "replicate/meta/slow-llama-3-8b-instruct", at(REPLICATE, "api_key: r8_x"))
                + model("oci", "oci/meta.llama-3.3-70b-instruct", at(OCI, user()))
                + model("oci-cohere", "oci/cohere.command-r-plus-08-2024", at(OCI, user()))
                + model("oci-second", "oci/cohere.command-a-reasoning-08-2025", at(OCI, user()))
                + model("watsonx", "watsonx/ibm/granite-3-8b-instruct", at(WATSONX, project()))
                + model("watsonx-text", "watsonx_text/ibm/granite-3-8b-instruct", at(WATSONX, project()))
                + model("watsonx-deployed", "watsonx_text/deployment/mine", at(WATSONX, project()))
                + model("sagemaker", "sagemaker/my-llama-3", at(SAGEMAKER, keys()))
                + model(
                        "sagemaker-priced",
                        "sagemaker/my-llama-3",
                        at(SAGEMAKER, keys() + ", input_cost_per_token: 1, output_cost_per_token: 1000"))
                + model("sagemaker-chat", "sagemaker_chat/my-llama-3", at(SAGEMAKER, keys()))
                + model("sagemaker-nova", "sagemaker_nova/nova-custom", at(SAGEMAKER, keys()))
                + model("mistral", "bedrock/invoke/mistral.mistral-7b-instruct-v0:2", at(BEDROCK, "api_key: ABSK-x"))
                + model("deepseek", "bedrock/invoke/us.deepseek.r1-v1:0", at(BEDROCK, "api_key: ABSK-x"))
                + model("qwen", "bedrock/invoke/qwen.qwen3-32b-v1:0", at(BEDROCK, "api_key: ABSK-x"))
                + "router_settings: {num_retries: 0}\n");
        client = OpenAiClients.of(gateway);
    }

    @AfterAll
    static void stop() {
        client.close();
        gateway.close();
        List.of(BEDROCK, OCI, REPLICATE, SAGEMAKER, WATSONX).forEach(FakeVendor::close);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "replicate",
                "replicate-slow",
                "oci",
                "oci-cohere",
                "oci-second",
                "watsonx",
                "watsonx-text",
                "watsonx-deployed",
                "sagemaker",
                "sagemaker-chat",
                "sagemaker-nova",
                "mistral",
                "deepseek",
                "qwen"
            })
    void aQuestionIsAnswered(String model) {
        fake(model).answers(Answer.text("Grüße aus Köln 👋").usage(TokenUsage.of(17, 5)));

        ChatCompletion answer =
                client.chat().completions().create(question(model).build());

        ChatCompletion.Choice choice = answer.choices().getFirst();
        assertThat(choice.message().content()).contains("Grüße aus Köln 👋");
        assertThat(choice.finishReason()).isEqualTo(ChatCompletion.Choice.FinishReason.STOP);
        assertThat(answer.model()).isEqualTo(model);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "replicate",
                "oci",
                "oci-cohere",
                "oci-second",
                "watsonx",
                "watsonx-text",
                "watsonx-deployed",
                "sagemaker",
                "sagemaker-chat",
                "sagemaker-nova",
                "mistral",
                "deepseek",
                "qwen"
            })
    void anAnswerStreams(String model) {
        Answer said = Answer.text("Grüße aus Köln, eins zwei drei vier");
        fake(model).answers(model.equals("replicate") ? said : said.stop(Stop.LENGTH));

        List<ChatCompletionChunk.Choice> choices =
                heard(model).stream().flatMap(chunk -> chunk.choices().stream()).toList();

        assertThat(choices.stream()
                        .map(choice -> choice.delta().content().orElse(""))
                        .collect(Collectors.joining()))
                .isEqualTo("Grüße aus Köln, eins zwei drei vier");
        assertThat(choices.getLast().finishReason())
                .contains(
                        model.equals("replicate")
                                ? ChatCompletionChunk.Choice.FinishReason.STOP
                                : ChatCompletionChunk.Choice.FinishReason.LENGTH);
    }

    /** In a head, in a body, in the last piece: wherever a vendor counts. */
    @ParameterizedTest
    @ValueSource(
            strings = {"replicate", "oci", "oci-second", "watsonx-text", "sagemaker-nova", "mistral", "deepseek", "qwen"
            })
    void tokensAreCounted(String model) {
        fake(model).answers(Answer.text("one two three").usage(TokenUsage.of(17, 5)));

        ChatCompletion answer =
                client.chat().completions().create(question(model).build());

        assertThat(answer.usage().map(CompletionUsage::promptTokens)).contains(17L);
        assertThat(answer.usage().map(CompletionUsage::completionTokens)).contains(5L);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"oci", "oci-second", "watsonx-text", "sagemaker", "sagemaker-nova", "mistral", "deepseek", "qwen"
            })
    void streamedTokensAreCounted(String model) {
        fake(model).answers(Answer.text("one two three").usage(TokenUsage.of(17, 5)));

        List<CompletionUsage> told =
                heard(model).stream().flatMap(chunk -> chunk.usage().stream()).toList();

        assertThat(told).extracting(CompletionUsage::promptTokens).containsExactly(17L);
        assertThat(told).extracting(CompletionUsage::completionTokens).containsExactly(5L);
    }

    /** 17 and 5 tokens at the prices of the catalogue. */
    @ParameterizedTest
    @CsvSource({"mistral, 0.00000355", "deepseek, 0.00004995"})
    void whatWasCountedHasItsPrice(String model, String cost) {
        fake(model).answers(Answer.text("one two three").usage(TokenUsage.of(17, 5)));

        HttpResponse<String> answer = gateway.post("/v1/chat/completions", Gateway.question(model, false));

        assertThat(answer.headers().firstValue("x-litellm-response-cost").orElse(""))
                .satisfies(told -> assertThat(new BigDecimal(told)).isEqualByComparingTo(cost));
    }

    /** A container that goes on with a text counts nothing in a whole answer. */
    @Test
    void whatTheVendorDoesNotCountIsCountedHere() {
        SAGEMAKER.answers(Answer.text("one two three"), Answer.text("one two three ".repeat(50)));

        BigDecimal few = cost(gateway.post("/v1/chat/completions", Gateway.question("sagemaker-priced", false)));
        BigDecimal many = cost(gateway.post("/v1/messages", Gateway.question("sagemaker-priced", false)));

        // 9 tokens of the question at 1, and 3 or about 150 of the answer at 1000.
        assertThat(few).isBetween(new BigDecimal("3005"), new BigDecimal("3020"));
        assertThat(many).isBetween(new BigDecimal("150000"), new BigDecimal("152000"));
    }

    private static BigDecimal cost(HttpResponse<String> answer) {
        return new BigDecimal(
                answer.headers().firstValue("x-litellm-response-cost").orElse("0"));
    }

    @ParameterizedTest
    @CsvSource({
        "replicate, INVALID_KEY, 401, AuthenticationError, valid authentication token",
        "replicate, CONTEXT_TOO_LONG, 400, ContextWindowExceededError, input is too long",
        "replicate, RATE_LIMITED, 429, RateLimitError, throttled",
        "oci, NOT_FOUND, 404, NotFoundError, ",
        "oci-second, RATE_LIMITED, 429, RateLimitError, ",
        "watsonx, QUOTA_EXHAUSTED, 429, RateLimitError, quota",
        "watsonx-text, CONTEXT_TOO_LONG, 400, ContextWindowExceededError, input tokens",
        "sagemaker, OVERLOADED, 503, ServiceUnavailableError, ",
        "sagemaker-chat, CONTEXT_TOO_LONG, 400, ContextWindowExceededError, ",
        "sagemaker-nova, BAD_REQUEST, 400, BadRequestError, ",
        "mistral, RATE_LIMITED, 429, RateLimitError, "
    })
    void aRefusalKeepsItsMeaning(String model, ErrorKind kind, int status, String meaning, String words) {
        fake(model).answers(Answer.error(kind));

        assertThatThrownBy(
                        () -> client.chat().completions().create(question(model).build()))
                .isInstanceOfSatisfying(
                        OpenAIServiceException.class,
                        refused -> assertThat(refused.statusCode()).isEqualTo(status))
                .hasMessageContaining(meaning)
                .hasMessageContaining(words == null ? "" : words);
    }

    @Test
    void whatAVendorHasNoWordForIsNamed() {
        HttpResponse<String> answer = gateway.post(
                "/v1/chat/completions",
                "{\"model\":\"watsonx-text\",\"n\":2,\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("UnsupportedParamsError").contains("n");
    }

    private static List<ChatCompletionChunk> heard(String model) {
        ChatCompletionCreateParams asked = question(model)
                .streamOptions(
                        ChatCompletionStreamOptions.builder().includeUsage(true).build())
                .build();
        try (StreamResponse<ChatCompletionChunk> stream =
                client.chat().completions().createStreaming(asked)) {
            return stream.stream().toList();
        }
    }

    private static ChatCompletionCreateParams.Builder question(String model) {
        return ChatCompletionCreateParams.builder().model(model).addUserMessage("What now?");
    }

    private static FakeVendor fake(String model) {
        return switch (model.split("-", 2)[0]) {
            case "replicate" -> REPLICATE;
            case "oci" -> OCI;
            case "watsonx" -> WATSONX;
            case "sagemaker" -> SAGEMAKER;
            default -> BEDROCK;
        };
    }

    private static String model(String name, String model, String settings) {
        return "  - model_name: " + name + "\n    litellm_params: {model: \"" + model + "\", " + settings + "}\n";
    }

    private static String at(FakeVendor vendor, String settings) {
        return settings + ", api_base: \"" + vendor.baseUrl() + "\"";
    }

    private static String project() {
        return "zen_api_key: \"user:key\", project_id: 0f0e0d0c-0b0a-4908-8706-050403020100";
    }

    private static String keys() {
        return "aws_access_key_id: " + FakeSageMaker.ACCESS_KEY_ID + ", aws_secret_access_key: "
                + FakeSageMaker.SECRET_ACCESS_KEY + ", aws_region_name: eu-west-1";
    }

    private static String user() {
        return "oci_tenancy: " + FakeOci.TENANCY + ", oci_user: " + FakeOci.USER + ", oci_fingerprint: \""
                + FakeOci.FINGERPRINT + "\", oci_key: \"" + OCI.key().replaceAll("\\R", "\\\\n")
                + "\", oci_compartment_id: c";
    }
}
