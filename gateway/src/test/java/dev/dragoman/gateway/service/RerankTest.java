package dev.dragoman.gateway.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.json.JsonObject;
import dev.dragoman.testkit.answer.Answer;
import dev.dragoman.testkit.vendor.FakeVendor;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Documents in order of relevance, asked for and answered in Cohere's form whatever the vendor speaks. */
final class RerankTest {

    private static final String ASKED =
            "\"query\":\"capital of france\",\"documents\":[\"cheese\",\"Paris is the capital of"
                    + " France\",\"France is a country\"]";

    private static ServiceVendors vendors;

    @BeforeAll
    static void start() {
        vendors = new ServiceVendors(
                "cohere cohere/rerank-v3.5 cohere",
                "cohere1 cohere/rerank-english-v3.0 cohere1",
                "foundry azure_ai/Cohere-rerank-v3.5 /azure-ai",
                "foundry2 azure_ai/Cohere-rerank-v4 /azure-ai/v2",
                "bedrock bedrock/cohere.rerank-v3-5:0 bedrock",
                "vertex vertex_ai/semantic-ranker-default@latest vertex",
                "voyage voyage/rerank-2.5 /voyage/v1",
                "jina jina_ai/jina-reranker-v2-base-multilingual /jina/v1",
                "together together_ai/Salesforce/Llama-Rank-V1 /together/v1",
                "vllm hosted_vllm/BAAI/bge-reranker-base /cohere-like/v1",
                "infinity infinity/bge-reranker /cohere-like/v1",
                "xinference xinference/bge-reranker /cohere-like/v1",
                "siliconflow siliconflow/BAAI/bge-reranker-v2-m3 /together/v1",
                "fireworks fireworks_ai/qwen3-reranker-8b /together/v1",
                "nvidia nvidia_nim/nvidia/llama-3_2-nv-rerankqa-1b-v2 /nvidia/v1",
                "deepinfra deepinfra/Qwen/Qwen3-Reranker-8B /deepinfra/v1/openai",
                "tei huggingface/BAAI/bge-reranker-base /tei",
                "tei-whole huggingface/BAAI/bge-reranker-base /tei/rerank",
                "watsonx watsonx/cross-encoder/ms-marco-minilm-l-12-v2 watsonx");
    }

    @AfterAll
    static void stop() {
        vendors.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cohere",
                "cohere1",
                "foundry",
                "foundry2",
                "bedrock",
                "vertex",
                "voyage",
                "jina",
                "together",
                "vllm",
                "infinity",
                "xinference",
                "siliconflow",
                "fireworks",
                "nvidia",
                "deepinfra",
                "tei",
                "tei-whole",
                "watsonx"
            })
    void theMostRelevantComesFirstWithItsDocument(String model) {
        HttpResponse<String> answer =
                vendors.post("/v1/rerank", "{\"model\":\"" + model + "\",\"top_n\":2," + ASKED + "}");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        JsonObject json = ServiceVendors.json(answer);
        assertThat(json.string("id")).isNotEmpty();
        List<JsonObject> results = results(json);
        assertThat(results).extracting(result -> result.integer("index")).containsExactly(1L, 2L);
        assertThat(Objects.requireNonNull(results.getFirst().number("relevance_score")))
                .isGreaterThan(Objects.requireNonNull(results.getLast().number("relevance_score")));
        assertThat(Objects.requireNonNull(results.getFirst().object("document")).string("text"))
                .isEqualTo("Paris is the capital of France");
        assertThat(json.has("meta")).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "cohere|{\"billed_units\":{\"search_units\":1}}",
                "foundry|{\"billed_units\":{\"search_units\":1}}",
                "bedrock|{\"billed_units\":{\"search_units\":1}}",
                "voyage|{\"billed_units\":{\"total_tokens\":26},\"tokens\":{\"input_tokens\":26}}",
                "jina|{\"billed_units\":{\"total_tokens\":31},\"tokens\":{\"input_tokens\":31}}",
                "deepinfra|{\"billed_units\":{\"total_tokens\":21},\"tokens\":{\"input_tokens\":21}}",
                "tei|{\"billed_units\":{}}",
                "watsonx|{\"billed_units\":{\"total_tokens\":11},\"tokens\":{\"input_tokens\":11}}",
            })
    void whatIsBilledIsTold(String model, String meta) {
        HttpResponse<String> answer = vendors.post("/rerank", "{\"model\":\"" + model + "\"," + ASKED + "}");

        assertThat(Objects.requireNonNull(ServiceVendors.json(answer).object("meta"))
                        .toJson())
                .isEqualTo(meta);
    }

    @ParameterizedTest
    @ValueSource(strings = {"jina", "bedrock", "tei", "voyage"})
    void documentsStayAwayWhenNotWanted(String model) {
        HttpResponse<String> answer =
                vendors.post("/v2/rerank", "{\"model\":\"" + model + "\",\"return_documents\":false," + ASKED + "}");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        List<JsonObject> results = results(ServiceVendors.json(answer));
        assertThat(results).hasSize(3).noneMatch(result -> result.has("document"));
    }

    @Test
    void objectsAreSentAsTheyAreWhereTheVendorTakesThem() {
        vendors.post(
                "/v1/rerank",
                "{\"model\":\"foundry\",\"query\":\"q\",\"documents\":[{\"text\":\"a\",\"n\":1}],\"rank_fields\":[\"n\"]}");

        assertThat(vendors.services.lastRequest().text())
                .contains("\"documents\":[{\"text\":\"a\",\"n\":1}],\"rank_fields\":[\"n\"]");
    }

    @Test
    void objectsAreToldAsTextsWhereTheVendorKnowsNone() {
        HttpResponse<String> answer = vendors.post(
                "/v1/rerank",
                "{\"model\":\"voyage\",\"query\":\"q\",\"documents\":[{\"text\":\"a\"},{\"title\":\"T\",\"n\":1}],"
                        + "\"rank_fields\":[\"title\",\"text\"]}");

        assertThat(vendors.services.lastRequest().text()).contains("\"documents\":[\"text: a\",\"title: T\"]");
        assertThat(answer.body()).contains("\"document\":{\"title\":\"T\",\"n\":1}");
    }

    @Test
    void bedrockIsToldTheModelsResourceName() {
        vendors.post("/v1/rerank", "{\"model\":\"bedrock\"," + ASKED + "}");

        assertThat(vendors.bedrock.lastRequest().text())
                .contains("arn:aws:bedrock:eu-west-1::foundation-model/cohere.rerank-v3-5:0");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "voyage|\"query\":\"q\",\"documents\":[]|documents: a list (expected: a list of texts or objects)",
                "voyage|\"query\":\"q\",\"documents\":[\"a\",7]|documents[1]: 7 (expected: a text or an object)",
                "voyage|\"query\":7,\"documents\":[\"a\"]|query: 7",
                "voyage|\"query\":\"q\",\"documents\":\"a\"|documents:",
                "voyage|\"query\":\"q\",\"documents\":[\"a\"],\"top_n\":0|top_n: 0 (expected: a whole number from 1",
                "voyage|\"documents\":[\"a\"]|query: missing",
                "voyage|\"query\":\"q\"|documents: missing",
                "voyage|\"query\":\"q\",\"documents\":[\"a\"],\"return_documents\":\"no\"|return_documents:",
                "voyage|\"query\":\"q\",\"documents\":[\"a\"],\"max_chunks_per_doc\":3|max_chunks_per_doc",
                "nvidia|\"query\":\"q\",\"documents\":[\"a\"],\"truncate\":\"LEFT\"|truncate: \\\"LEFT\\\" (expected: NONE, END)",
            })
    void whatCannotBeAskedIsRefusedBeforeAnyVendorIs(String model, String members, String told) {
        vendors.services.forgetRequests();

        HttpResponse<String> answer = vendors.post("/v1/rerank", "{\"model\":\"" + model + "\"," + members + "}");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains(told);
        assertThat(vendors.services.requests()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "voyage|400|{\"detail\":\"The request body is not valid JSON\"}|400|not valid JSON",
                "foundry|429|{\"message\":\"trial token rate limit exceeded\"}|429|RateLimitError",
                "nvidia|404|{\"status\":404,\"title\":\"Not Found\",\"detail\":\"Function not found\"}|404|Function not found",
                "deepinfra|404|{\"detail\":{\"error\":\"Model is not available\"}}|404|Model is not available",
                "tei|424|{\"error\":\"Failed to run\",\"error_type\":\"Backend\"}|424|Failed to run",
                "bedrock|400|{\"message\":\"The provided model identifier is invalid.\"}|400|identifier is invalid",
            })
    void aVendorsRefusalKeepsItsMeaning(String model, int status, String body, int told, String words) {
        FakeVendor vendor = model.equals("bedrock") ? vendors.bedrock : vendors.services;
        vendor.answers(Answer.raw(status, "application/json", body.getBytes(StandardCharsets.UTF_8)));

        HttpResponse<String> answer = vendors.post("/v1/rerank", "{\"model\":\"" + model + "\"," + ASKED + "}");

        assertThat(answer.statusCode()).isEqualTo(told);
        assertThat(answer.body()).contains(words);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "voyage|{\"data\":[{\"index\":9,\"relevance_score\":1}]}",
                "voyage|{\"data\":[{\"index\":0,\"relevance_score\":\"much\"}]}",
                "deepinfra|{\"scores\":[0.5]}",
                "tei|{\"error\":\"none\"}"
            })
    void anAnswerThatIsNoneIsTheVendorsFault(String model, String body) {
        vendors.services.answers(Answer.raw(200, "application/json", body.getBytes(StandardCharsets.UTF_8)));

        HttpResponse<String> answer = vendors.post("/v1/rerank", "{\"model\":\"" + model + "\"," + ASKED + "}");

        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(answer.body()).contains("unexpected answer of the vendor");
    }

    private static List<JsonObject> results(JsonObject answer) {
        return Objects.requireNonNull(answer.array("results")).items().stream()
                .map(JsonObject.class::cast)
                .toList();
    }
}
