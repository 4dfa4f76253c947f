package dev.dragoman.gateway.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.openai.models.embeddings.CreateEmbeddingResponse;
import com.openai.models.embeddings.EmbeddingCreateParams;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonNumber;
import dev.dragoman.json.JsonObject;
import dev.dragoman.testkit.answer.Answer;
import dev.dragoman.testkit.vendor.FakeVendor;
import dev.dragoman.testkit.vendor.Vectors;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Vectors of vendors that have words of their own for them. */
final class VendorEmbeddingsTest {

    private static final List<String> TEXTS = List.of("first", "zweiter Text", "第三");
    private static final String IMAGE = "aGVsbG8gaW1hZ2U=";

    private static ServiceVendors vendors;

    @BeforeAll
    static void start() {
        vendors = new ServiceVendors(
                "titan1 bedrock/amazon.titan-embed-text-v1 bedrock",
                "titan2 bedrock/amazon.titan-embed-text-v2:0 bedrock",
                "titan-image bedrock/amazon.titan-embed-image-v1 bedrock",
                "bedrock-cohere bedrock/cohere.embed-multilingual-v3 bedrock",
                "nova bedrock/us-east-1/amazon.nova-2-multimodal-embeddings-v1:0 bedrock",
                "bedrock-chat bedrock/amazon.nova-pro-v1:0 bedrock",
                "vertex-text vertex_ai/text-embedding-005 vertex",
                "vertex-gemini vertex_ai/gemini-embedding-001 vertex",
                "vertex-image vertex_ai/multimodalembedding@001 vertex",
                "vertex-new vertex_ai/gemini-embedding-2-preview vertex",
                "gemini gemini/gemini-embedding-001 gemini",
                "cohere cohere/embed-v4.0 cohere",
                "ollama ollama/nomic-embed-text ollama",
                "foundry azure_ai/embed-v-4-0 /azure-ai",
                "voyage voyage/voyage-3.5 /voyage/v1",
                "voyage-multimodal voyage/voyage-multimodal-3.5 /voyage/v1",
                "watsonx watsonx/ibm/slate-125m-english-rtrvr watsonx",
                "sagemaker sagemaker/my-embedder sagemaker",
                "sagemaker-chat sagemaker_chat/my-embedder sagemaker",
                "oci oci/cohere.embed-v4.0 oci",
                "jina jina_ai/jina-embeddings-v4 /jina/v1",
                "mistral mistral/codestral-embed /mistral/v1",
                "mistral-root mistral/codestral-embed /mistral",
                "together together_ai/BAAI/bge-large-en-v1.5 /together/v1",
                "tei huggingface/BAAI/bge-m3 /tei/embed",
                "tokens huggingface/BAAI/bge-m3 /tei/tokens",
                "triton triton/embedder /triton",
                "triton-whole triton/embedder /triton/v2/models/embedder/infer");
    }

    @AfterAll
    static void stop() {
        vendors.close();
    }

    @ParameterizedTest
    @CsvSource({
        "titan1,8",
        "titan2,16",
        "titan-image,16",
        "bedrock-cohere,16",
        "nova,16",
        "vertex-text,16",
        "vertex-gemini,16",
        "vertex-new,16",
        "gemini,16",
        "cohere,16",
        "ollama,16",
        "foundry,16",
        "voyage,16",
        "voyage-multimodal,16",
        "watsonx,8",
        "sagemaker,16",
        "sagemaker-chat,8",
        "oci,16",
        "jina,16",
        "mistral,16",
        "mistral-root,16",
        "together,8",
        "tei,16",
        "tokens,8",
        "triton,8",
        "triton-whole,8"
    })
    void everyTextHasItsVectorInOrder(String model, int length) {
        EmbeddingCreateParams.Builder asked =
                EmbeddingCreateParams.builder().model(model).inputOfArrayOfStrings(TEXTS);
        CreateEmbeddingResponse answer = vendors.client
                .embeddings()
                .create(length == 8 ? asked.build() : asked.dimensions(length).build());

        assertThat(answer.model()).isEqualTo(model);
        assertThat(answer.usage().promptTokens()).isPositive();
        assertThat(answer.data()).hasSize(3);
        for (int i = 0; i < TEXTS.size(); i++) {
            assertThat(answer.data().get(i).index()).isEqualTo(i);
            assertSame(answer.data().get(i).embedding(), Vectors.of(TEXTS.get(i), length));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "bedrock-cohere,3",
        "cohere,3",
        "ollama,1",
        "gemini,3",
        "titan2,201",
        "oci,3",
        "vertex-text,1",
        "vertex-gemini,201"
    })
    void longListsAreAskedForInAsManyExchangesAsTheVendorWants(String model, int exchanges) {
        List<String> many = IntStream.range(0, 201).mapToObj(i -> "text " + i).toList();
        FakeVendor vendor = fake(model);
        vendor.forgetRequests();

        CreateEmbeddingResponse answer = vendors.client
                .embeddings()
                .create(EmbeddingCreateParams.builder()
                        .model(model)
                        .inputOfArrayOfStrings(many)
                        .build());

        assertThat(vendor.requests()).hasSize(exchanges);
        assertThat(answer.data()).hasSize(201);
        for (int i = 0; i < many.size(); i++) {
            assertSame(answer.data().get(i).embedding(), Vectors.of(many.get(i), 8));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "titan-image|" + IMAGE,
                "bedrock-cohere|data:image/png;base64," + IMAGE,
                "cohere|data:image/png;base64," + IMAGE,
                "nova|" + IMAGE,
                "vertex-new|" + IMAGE,
                "foundry|data:image/png;base64," + IMAGE,
                "voyage-multimodal|data:image/png;base64," + IMAGE,
                "jina|" + IMAGE
            })
    void imagesStandBesideTexts(String model, String seen) {
        HttpResponse<String> answer = vendors.post(
                "/v1/embeddings",
                "{\"model\":\"" + model + "\",\"input\":[\"one\",\"data:image/png;base64," + IMAGE + "\",\"two\"]}");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertVector(answer, 0, "one");
        assertVector(answer, 1, seen);
        assertVector(answer, 2, "two");
    }

    @Test
    void anImageAtGooglesStoreIsNamedByItsAddress() {
        HttpResponse<String> answer =
                vendors.post("/v1/embeddings", "{\"model\":\"vertex-image\",\"input\":[\"gs://b/cat.png\"]}");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertVector(answer, 0, "gs://b/cat.png");
    }

    @Test
    void aTextAndAnImageOfOneItemShareAVector() {
        HttpResponse<String> answer = vendors.post(
                "/v1/embeddings",
                "{\"model\":\"titan-image\",\"input\":[{\"text\":\"a cat\",\"image\":\"" + IMAGE + "\"}]}");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertVector(answer, 0, IMAGE + "a cat");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "voyage|\"input_type\":\"query\",\"truncation\":false|\"input_type\":\"query\",\"truncation\":false",
                "jina|\"task\":\"retrieval.query\",\"late_chunking\":true|\"task\":\"retrieval.query\",\"late_chunking\":true",
                "bedrock-cohere|\"input_type\":\"search_query\",\"truncate\":\"END\"|\"input_type\":\"search_query\"",
                "cohere|\"input_type\":\"clustering\"|\"input_type\":\"clustering\"",
                "cohere|\"dimensions\":512|\"output_dimension\":512",
                "ollama|\"keep_alive\":\"5m\"|\"keep_alive\":\"5m\"",
                "vertex-text|\"input_type\":\"RETRIEVAL_QUERY\",\"auto_truncate\":false|\"task_type\":\"RETRIEVAL_QUERY\"",
                "nova|\"input_type\":\"search_query\"|\"embeddingPurpose\":\"GENERIC_RETRIEVAL\"",
                "titan2|\"normalize\":false|\"normalize\":false",
                "tei|\"truncate\":true|\"truncate\":true",
                "foundry|\"input_type\":\"query\"|\"input_type\":\"query\"",
                "watsonx|\"truncate_input_tokens\":9|\"parameters\":{\"truncate_input_tokens\":9}",
                "oci|\"input_type\":\"search_query\",\"truncate\":\"END\"|\"inputType\":\"SEARCH_QUERY\",\"truncate\":\"END\"",
                "voyage-multimodal|\"input_type\":\"query\"|[{\"type\":\"text\",\"text\":\"a\"}]",
            })
    void whatTheVendorHasWordsForIsTold(String model, String parameters, String sent) {
        HttpResponse<String> answer =
                vendors.post("/v1/embeddings", "{\"model\":\"" + model + "\",\"input\":\"a\"," + parameters + "}");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(fake(model).lastRequest().text()).contains(sent);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "titan1|\"input\":\"a\",\"dimensions\":256|dimensions",
                "together|\"input\":\"a\",\"dimensions\":256|dimensions",
                "together|\"input\":\"a\",\"user\":\"u\"|user",
                "titan2|\"input\":[[1,2]]|tokens",
                "titan-image|\"input\":\"a\",\"dimensions\":5000|dimensions: 5000 (expected: a whole number from 1 to 1024)",
                "vertex-image|\"input\":\"a\",\"dimensions\":300|dimensions: 300 (expected: 128, 256, 512 or 1408)",
                "titan-image|\"input\":[\"data:image/png;base64,aGk=\",7]|tokens",
                "titan-image|\"input\":[{\"image\":\"https://x/y.png\"}]|input[0]:",
                "nova|\"input\":[{\"text\":\"a\",\"image\":\"aGk=\"}]|input[0].text",
                "nova|\"input\":\"a\",\"input_type\":\"poem\"|input_type: \\\"poem\\\" (expected: search_document, search_query",
                "bedrock-chat|\"input\":\"a\"|amazon.nova-pro-v1:0 makes no vectors",
                "foundry|\"input\":{}|input: an object",
                "foundry|\"input\":[]|input: a list",
            })
    void whatCannotBeAskedIsRefusedBeforeAnyVendorIs(String model, String members, String told) {
        FakeVendor vendor = fake(model);
        vendor.forgetRequests();

        HttpResponse<String> answer = vendors.post("/v1/embeddings", "{\"model\":\"" + model + "\"," + members + "}");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains(told);
        assertThat(vendor.requests()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "voyage|400|{\"detail\":\"Model voyage-9 is not supported.\"}|400|voyage-9 is not supported",
                "voyage|429|{\"detail\":\"You have not yet added your payment method\"}|429|RateLimitError",
                "jina|401|{\"detail\":\"Unauthorized\"}|401|AuthenticationError",
                "tei|413|{\"error\":\"batch size 64 > maximum allowed batch size 32\",\"error_type\":\"Validation\"}|413|batch size",
                "triton|400|{\"error\":\"unexpected inference input 'text'\"}|400|unexpected inference input",
                "titan2|400|{\"message\":\"Malformed input request: expected maxLength: 50000, actual: 60000\"}|400|Malformed",
                "vertex-text|400|{\"error\":{\"code\":400,\"message\":\"The input token count is 20100 but the model supports up to 20000.\",\"status\":\"INVALID_ARGUMENT\"}}|400|20100",
                "watsonx|404|{\"errors\":[{\"code\":\"model_not_supported\",\"message\":\"Model 'x' is not supported\"}],\"trace\":\"t\",\"status_code\":404}|404|NotFoundError",
                "sagemaker|424|{\"ErrorCode\":\"CLIENT_ERROR_FROM_MODEL\",\"OriginalStatusCode\":413,\"OriginalMessage\":\"{\\\"error\\\":\\\"batch size 64 > maximum allowed batch size 32\\\"}\"}|413|batch size 64",
                "oci|429|{\"code\":\"TooManyRequests\",\"message\":\"Too many requests for the tenant\"}|429|RateLimitError",
                "foundry|401|{\"error\":{\"code\":\"401\",\"message\":\"Access denied due to invalid subscription key\"}}|401|AuthenticationError",
            })
    void aVendorsRefusalKeepsItsMeaning(String model, int status, String body, int told, String words) {
        fake(model).answers(Answer.raw(status, "application/json", body.getBytes(StandardCharsets.UTF_8)));

        HttpResponse<String> answer = vendors.post("/v1/embeddings", "{\"model\":\"" + model + "\",\"input\":\"a\"}");

        assertThat(answer.statusCode()).isEqualTo(told);
        assertThat(answer.body()).contains(words);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"embedding\":\"none\"}", "{}", "[]", "nonsense"})
    void anAnswerThatIsNoneIsTheVendorsFault(String body) {
        vendors.bedrock.answers(Answer.raw(200, "application/json", body.getBytes(StandardCharsets.UTF_8)));

        HttpResponse<String> answer = vendors.post("/v1/embeddings", "{\"model\":\"titan2\",\"input\":\"a\"}");

        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(answer.body()).contains("unexpected answer of the vendor");
    }

    private static FakeVendor fake(String model) {
        return switch (model.split("-", 2)[0]) {
            case "titan1", "titan2", "titan", "bedrock", "nova" -> vendors.bedrock;
            case "cohere" -> vendors.cohere;
            case "ollama" -> vendors.ollama;
            case "vertex" -> vendors.vertex;
            case "gemini" -> vendors.gemini;
            case "watsonx" -> vendors.watsonx;
            case "sagemaker" -> vendors.sagemaker;
            case "oci" -> vendors.oci;
            default -> vendors.services;
        };
    }

    private static void assertVector(HttpResponse<String> answer, int index, String text) {
        JsonArray data = Objects.requireNonNull(ServiceVendors.json(answer).array("data"));
        JsonArray vector = Objects.requireNonNull(((JsonObject) data.items().get(index)).array("embedding"));
        float[] expected = Vectors.of(text, vector.size());
        for (int i = 0; i < expected.length; i++) {
            double told = ((JsonNumber) vector.items().get(i)).doubleValue();
            assertThat(told).isCloseTo(expected[i], within(1e-6));
        }
    }

    private static void assertSame(List<Float> told, float[] expected) {
        assertThat(told).hasSize(expected.length);
        for (int i = 0; i < expected.length; i++) {
            assertThat(told.get(i)).isCloseTo(expected[i], within(1e-6f));
        }
    }
}
