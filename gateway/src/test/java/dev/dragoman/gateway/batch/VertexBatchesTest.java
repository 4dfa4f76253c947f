package dev.dragoman.gateway.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openai.errors.BadRequestException;
import com.openai.errors.NotFoundException;
import com.openai.models.batches.Batch;
import com.openai.models.files.FileObject;
import dev.dragoman.gateway.Gateway;
import dev.dragoman.testkit.FakeVertex;
import dev.dragoman.testkit.wire.RecordedRequest;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Batches at Vertex AI, whose files stand in Cloud Storage, asked for by OpenAI's client. */
final class VertexBatchesTest {

    private static final FakeVertex VERTEX = FakeVertex.start();
    private static final String GEMINI = "gemini-2.5-flash";
    private static final String CLAUDE = "claude-sonnet-4-5@20250929";

    private static Gateway gateway;
    private static BatchClient client;

    @BeforeAll
    static void start() {
        gateway = Gateway.startOf(
                """
                model_list:
                  - model_name: bucketless
                    litellm_params: {model: vertex_ai/gemini-2.5-flash, gcs_bucket_name: no-such-bucket}
                  - model_name: keyed
                    litellm_params: {model: vertex_ai/gemini-2.5-flash, vertex_project: p, gcs_bucket_name: "NO NAME"}
                """,
                Map.of(
                        "VERTEXAI_CREDENTIALS",
                        VERTEX.credentials(),
                        "VERTEXAI_API_BASE",
                        VERTEX.baseUrl(),
                        "VERTEXAI_LOCATION",
                        "us-east5",
                        "STORAGE_EMULATOR_HOST",
                        "127.0.0.1:" + VERTEX.port(),
                        "GCS_BUCKET_NAME",
                        "bucket/team"));
        client = new BatchClient(gateway, "custom-llm-provider", "vertex_ai");
    }

    @AfterAll
    static void stop() {
        client.close();
        gateway.close();
        VERTEX.close();
    }

    @ParameterizedTest
    @CsvSource({
        GEMINI + ",publishers/google/models/" + GEMINI,
        "vertex_ai/" + GEMINI + ",publishers/google/models/" + GEMINI,
        CLAUDE + ",publishers/anthropic/models/" + CLAUDE
    })
    void aBatchIsHeldFromItsFileToItsAnswers(String model, String resource) {
        String lines = BatchClient.line("Ärger/1", model, "Guten Tag") + BatchClient.line("two", model, "Hello");
        FileObject file = client.upload(lines);
        Batch made = client.create(file);
        RecordedRequest asked = VERTEX.requests().stream()
                .filter(request -> request.path().endsWith("/locations/us-east5/batchPredictionJobs"))
                .toList()
                .getLast();
        Batch seen = client.openai.batches().retrieve(made.id());
        Batch done = client.ended(made);

        assertThat(client.content(file.id())).isEqualTo(lines);
        assertThat(asked.json().path("model").asString()).isEqualTo(resource);
        assertThat(asked.json()
                        .path("inputConfig")
                        .path("gcsSource")
                        .path("uris")
                        .path(0)
                        .asString())
                .startsWith("gs://bucket/team/dragoman/files/");
        assertThat(made.status()).isEqualTo(Batch.Status.VALIDATING);
        assertThat(seen.status()).isEqualTo(Batch.Status.IN_PROGRESS);
        assertThat(done.status()).isEqualTo(Batch.Status.COMPLETED);
        assertThat(done.requestCounts().orElseThrow().completed()).isEqualTo(2);
        assertThat(done.errorFileId()).isEmpty();
        Map<String, JsonNode> answers = client.results(done.outputFileId().orElseThrow());
        assertThat(answers).containsOnlyKeys("Ärger/1", "two");
        assertThat(BatchClient.said(BatchClient.one(answers, "Ärger/1"))).isEqualTo("Guten Tag");
        assertThat(BatchClient.one(answers, "two")
                        .path("response")
                        .path("body")
                        .path("usage")
                        .path("total_tokens")
                        .asInt())
                .isPositive();
    }

    @Test
    void aRefusalOfOneLineStandsAmongTheErrors() {
        String bad =
                "{\"custom_id\":\"bad\",\"method\":\"POST\",\"url\":\"/v1/chat/completions\",\"body\":{\"model\":\""
                        + GEMINI + "\",\"temperature\":7,\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}}\n";
        Batch done = client.ended(client.create(client.upload(bad + BatchClient.line("good", GEMINI, "Hi"))));

        JsonNode refused =
                client.result(done.errorFileId().orElseThrow(), "bad").path("response");
        assertThat(refused.path("status_code").asInt()).isEqualTo(400);
        assertThat(refused.path("body").path("error").path("message").asString())
                .contains("temperature");
        assertThat(client.results(done.outputFileId().orElseThrow())).containsOnlyKeys("good");
    }

    @Test
    void aBatchIsCancelledAndListed() {
        Batch made = client.create(client.upload(BatchClient.line("one", GEMINI, "Hi")));

        Batch cancelling = client.openai.batches().cancel(made.id());

        assertThat(cancelling.status()).isIn(Batch.Status.CANCELLING, Batch.Status.CANCELLED);
        assertThat(client.ended(made).status()).isEqualTo(Batch.Status.CANCELLED);
        assertThat(client.openai.batches().list().data().getFirst().id()).isEqualTo(made.id());
        assertThat(client.openai.files().list().data().getFirst().id()).isEqualTo(made.inputFileId());
    }

    @Test
    void aFileIsDeleted() {
        FileObject file = client.upload(BatchClient.line("one", GEMINI, "Hi"));

        assertThat(client.openai.files().delete(file.id()).deleted()).isTrue();

        assertThatThrownBy(() -> client.content(file.id())).isInstanceOf(NotFoundException.class);
    }

    @Test
    void aModelThatTakesNoBatchesIsNamed() {
        assertThatThrownBy(() -> client.upload(BatchClient.line("one", "meta/llama-4-scout", "Hi")))
                .isInstanceOf(BadRequestException.class)
                .hasMessageContaining("vertex_ai/meta/llama-4-scout");
        assertThatThrownBy(() -> client.upload(BatchClient.line("one", "gemini/123456", "Hi")))
                .isInstanceOf(BadRequestException.class)
                .hasMessageContaining("gemini/123456");
    }

    @Test
    void whatIsWrongWithABucketIsTold() {
        try (BatchClient bucketless = new BatchClient(gateway, "x-litellm-model", "bucketless");
                BatchClient keyed = new BatchClient(gateway, "x-litellm-model", "keyed")) {
            assertThatThrownBy(() -> bucketless.upload(BatchClient.line("one", "bucketless", "Hi")))
                    .isInstanceOf(NotFoundException.class)
                    .hasMessageContaining("bucket does not exist");
            assertThatThrownBy(() -> keyed.upload(BatchClient.line("one", "keyed", "Hi")))
                    .isInstanceOf(BadRequestException.class)
                    .hasMessageContaining("gcs_bucket_name");
        }
    }
}
