package dev.dragoman.gateway.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openai.errors.BadRequestException;
import com.openai.errors.NotFoundException;
import com.openai.models.batches.Batch;
import com.openai.models.files.FileObject;
import dev.dragoman.gateway.Gateway;
import dev.dragoman.testkit.FakeBedrock;
import dev.dragoman.testkit.wire.RecordedRequest;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Batches at Bedrock, whose files stand in S3, asked for by OpenAI's client. */
final class BedrockBatchesTest {

    private static final FakeBedrock BEDROCK = FakeBedrock.start();
    private static final String CLAUDE = "us.anthropic.claude-sonnet-4-5-20250929-v1:0";

    private static Gateway gateway;
    private static BatchClient client;

    @BeforeAll
    static void start() {
        gateway = Gateway.startOf(
                """
                model_list:
                  - model_name: roleless
                    litellm_params: {model: bedrock/amazon.nova-lite-v1:0, s3_bucket_name: lines, aws_batch_role_arn: ""}
                  - model_name: bucketless
                    litellm_params: {model: bedrock/amazon.nova-lite-v1:0, s3_bucket_name: no-such-bucket}
                files_settings:
                  - custom_llm_provider: bedrock
                    s3_bucket_name: lines
                    s3_output_bucket_name: answers
                    aws_region_name: eu-west-1
                """,
                Map.of(
                        "AWS_ACCESS_KEY_ID",
                        FakeBedrock.ACCESS_KEY_ID,
                        "AWS_SECRET_ACCESS_KEY",
                        FakeBedrock.SECRET_ACCESS_KEY,
                        "AWS_BEDROCK_RUNTIME_ENDPOINT",
                        BEDROCK.baseUrl(),
                        "AWS_ENDPOINT_URL_S3",
                        BEDROCK.baseUrl() + "/s3",
                        "AWS_BATCH_ROLE_ARN",
                        "arn:aws:iam::123456789012:role/batches"));
        client = new BatchClient(gateway, "custom-llm-provider", "bedrock");
    }

    @AfterAll
    static void stop() {
        client.close();
        gateway.close();
        BEDROCK.close();
    }

    @ParameterizedTest
    @CsvSource({
        CLAUDE + ",Converse",
        "amazon.nova-lite-v1:0,Converse",
        "invoke/" + CLAUDE + ",InvokeModel",
        "invoke/amazon.nova-lite-v1:0,InvokeModel",
        "invoke/meta.llama3-8b-instruct-v1:0,InvokeModel"
    })
    void aBatchIsHeldFromItsFileToItsAnswers(String model, String type) {
        String lines = BatchClient.line("Ärger/1", model, "Guten Tag") + BatchClient.line("two", model, "Hello");
        FileObject file = client.upload(lines);
        Batch made = client.create(file);
        RecordedRequest asked = BEDROCK.requests().stream()
                .filter(request -> request.path().equals("/model-invocation-job"))
                .toList()
                .getLast();
        Batch seen = client.openai.batches().retrieve(made.id());
        Batch done = client.ended(made);

        assertThat(client.content(file.id())).isEqualTo(lines);
        assertThat(made.status()).isEqualTo(Batch.Status.VALIDATING);
        assertThat(seen.status()).isEqualTo(Batch.Status.IN_PROGRESS);
        assertThat(done.status()).isEqualTo(Batch.Status.COMPLETED);
        assertThat(done.requestCounts().orElseThrow().completed()).isEqualTo(2);
        assertThat(done.errorFileId()).isEmpty();
        assertThat(asked.json().path("modelInvocationType").asString()).isEqualTo(type);
        Map<String, JsonNode> answers = client.results(done.outputFileId().orElseThrow());
        assertThat(answers).containsOnlyKeys("Ärger/1", "two");
        assertThat(BatchClient.said(BatchClient.one(answers, "Ärger/1"))).contains("Guten Tag");
        assertThat(BatchClient.one(answers, "two")
                        .path("response")
                        .path("body")
                        .path("object")
                        .asString())
                .isEqualTo("chat.completion");
    }

    @Test
    void aRefusalOfOneLineStandsAmongTheErrors() {
        String bad =
                "{\"custom_id\":\"bad\",\"method\":\"POST\",\"url\":\"/v1/chat/completions\",\"body\":{\"model\":\""
                        + CLAUDE + "\",\"temperature\":7,\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}}\n";
        Batch done = client.ended(client.create(client.upload(bad + BatchClient.line("good", CLAUDE, "Hi"))));

        JsonNode refused =
                client.result(done.errorFileId().orElseThrow(), "bad").path("response");
        assertThat(refused.path("status_code").asInt()).isEqualTo(400);
        assertThat(refused.path("body").path("error").path("message").asString())
                .contains("temperature");
        assertThat(client.results(done.outputFileId().orElseThrow())).containsOnlyKeys("good");
    }

    @Test
    void aBatchIsCancelledAndListed() {
        Batch made = client.create(client.upload(BatchClient.line("one", CLAUDE, "Hi")));

        Batch cancelling = client.openai.batches().cancel(made.id());

        assertThat(cancelling.status()).isIn(Batch.Status.CANCELLING, Batch.Status.CANCELLED);
        assertThat(client.ended(made).status()).isEqualTo(Batch.Status.CANCELLED);
        assertThat(client.openai.batches().list().data().getFirst().id()).isEqualTo(made.id());
        assertThat(client.openai.files().list().data().getFirst().id()).isEqualTo(made.inputFileId());
    }

    @Test
    void aFileIsDeleted() {
        FileObject file = client.upload(BatchClient.line("one", CLAUDE, "Hi"));

        assertThat(client.openai.files().delete(file.id()).deleted()).isTrue();

        assertThatThrownBy(() -> client.content(file.id())).isInstanceOf(NotFoundException.class);
    }

    @Test
    void whatIsMissingIsNamed() {
        try (BatchClient roleless = new BatchClient(gateway, "x-litellm-model", "roleless");
                BatchClient bucketless = new BatchClient(gateway, "x-litellm-model", "bucketless")) {
            assertThatThrownBy(() -> roleless.upload(BatchClient.line("one", "roleless", "Hi")))
                    .isInstanceOf(BadRequestException.class)
                    .hasMessageContaining("aws_batch_role_arn: missing");
            assertThatThrownBy(() -> bucketless.upload(BatchClient.line("one", "bucketless", "Hi")))
                    .isInstanceOf(NotFoundException.class)
                    .hasMessageContaining("NoSuchBucket");
        }
    }

    @Test
    void aModelWithoutAFormatIsNamed() {
        assertThatThrownBy(() -> client.upload(BatchClient.line("one", "invoke/stranger.model-v1", "Hi")))
                .isInstanceOf(BadRequestException.class)
                .hasMessageContaining("stranger.model-v1");
    }
}
