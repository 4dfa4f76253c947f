package dev.dragoman.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.dragoman.Providers;
import dev.dragoman.http.Body;
import dev.dragoman.http.Headers;
import dev.dragoman.http.Origin;
import dev.dragoman.http.UpstreamRequest;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonObject;
import dev.dragoman.model.ModelTraits;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What vendors are sent for batches, and what their words mean. */
final class BatchServicesTest {

    private static final Providers PROVIDERS = Providers.builtIn();
    private static final String NOVA = "amazon.nova-lite-v1:0";
    private static final String GEMINI = "gemini-2.5-flash";
    private static final BatchOrder ORDER =
            new BatchOrder("0190", "files/f/input.jsonl", "batches/0190/output/", Body.EMPTY, List.of());
    private static final Map<String, String> BUCKETS = Map.of(
            "s3_bucket_name", "lines",
            "s3_output_bucket_name", "answers",
            "s3_encryption_key_id", "alias/batches",
            "aws_batch_role_arn", "arn:aws:iam::123456789012:role/batches",
            "aws_region_name", "eu-central-1");
    private static final Map<String, String> CLOUD =
            Map.of("gcs_bucket_name", "gs://lines/team/", "vertex_project", "p", "vertex_location", "europe-west4");

    @ParameterizedTest
    @CsvSource({
        "in_progress,,1,0,0,0,IN_PROGRESS",
        "canceling,,1,0,0,0,CANCELLING",
        "ended,,0,1,0,0,COMPLETED",
        "ended,,0,0,1,1,COMPLETED",
        "ended,,0,0,0,1,EXPIRED",
        "ended,2026-01-01T00:00:00Z,0,1,0,0,CANCELLED"
    })
    void anthropicsStatesAreOpenAis(
            String status, String cancelled, int processing, int done, int errored, int expired, BatchJob.State state) {
        JsonObject counts = JsonObject.builder()
                .put("processing", processing)
                .put("succeeded", done)
                .put("errored", errored)
                .put("expired", expired)
                .put("canceled", 0)
                .build();
        JsonObject batch = JsonObject.builder()
                .put("id", "msgbatch_1")
                .put("processing_status", status)
                .putIfPresent("cancel_initiated_at", cancelled)
                .put("request_counts", counts)
                .build();

        BatchJob job = service("anthropic", "claude").job(batch);

        assertThat(job.state()).isEqualTo(state);
        assertThat(job.counts())
                .isEqualTo(new BatchJob.Counts(processing + done + errored + expired, done, errored + expired));
    }

    @ParameterizedTest
    @CsvSource({
        "Submitted,VALIDATING",
        "Validating,VALIDATING",
        "Scheduled,IN_PROGRESS",
        "InProgress,IN_PROGRESS",
        "Completed,COMPLETED",
        "PartiallyCompleted,COMPLETED",
        "Failed,FAILED",
        "Stopping,CANCELLING",
        "Stopped,CANCELLED",
        "Expired,EXPIRED"
    })
    void bedrocksStatesAreOpenAis(String status, BatchJob.State state) {
        JsonObject job = JsonObject.builder()
                .put("jobArn", "arn:aws:bedrock:eu-west-1:1:model-invocation-job/abc123def456")
                .put("jobName", "dragoman-0190")
                .put("status", status)
                .put("message", "why")
                .build();

        BatchJob told = service("bedrock", NOVA).job(job);

        assertThat(told.state()).isEqualTo(state);
        assertThat(told.id()).isEqualTo("abc123def456");
        assertThat(told.name()).isEqualTo("0190");
        assertThat(told.failure()).isEqualTo(state == BatchJob.State.FAILED ? "why" : null);
    }

    @ParameterizedTest
    @CsvSource({
        "QUEUED,VALIDATING",
        "PENDING,VALIDATING",
        "RUNNING,IN_PROGRESS",
        "PAUSED,IN_PROGRESS",
        "UPDATING,IN_PROGRESS",
        "SUCCEEDED,COMPLETED",
        "PARTIALLY_SUCCEEDED,COMPLETED",
        "FAILED,FAILED",
        "CANCELLING,CANCELLING",
        "CANCELLED,CANCELLED",
        "EXPIRED,EXPIRED"
    })
    void vertexsStatesAreOpenAis(String status, BatchJob.State state) {
        JsonObject job = JsonObject.builder()
                .put("name", "projects/1/locations/us-central1/batchPredictionJobs/77")
                .put("displayName", "another's")
                .put("state", "JOB_STATE_" + status)
                .build();

        BatchJob told = service("vertex_ai", GEMINI).job(job);

        assertThat(told.state()).isEqualTo(state);
        assertThat(told.id()).isEqualTo("77");
        assertThat(told.name()).isNull();
    }

    @Test
    void bedrockIsAskedForAJob() {
        VendorCall call = service("bedrock", NOVA).create(ORDER, target(NOVA, BUCKETS));

        assertThat(address(call)).isEqualTo("https://bedrock.eu-central-1.amazonaws.com/model-invocation-job");
        assertThat(body(call)).isEqualTo(Json.parseObject("""
                        {"jobName": "dragoman-0190", "clientRequestToken": "0190", "modelId": "amazon.nova-lite-v1:0",
                         "roleArn": "arn:aws:iam::123456789012:role/batches",
                         "inputDataConfig": {"s3InputDataConfig":
                           {"s3InputFormat": "JSONL", "s3Uri": "s3://lines/dragoman/files/f/input.jsonl"}},
                         "outputDataConfig": {"s3OutputDataConfig":
                           {"s3Uri": "s3://answers/dragoman/batches/0190/output/", "s3EncryptionKeyId": "alias/batches"}},
                         "timeoutDurationInHours": 24, "modelInvocationType": "Converse"}"""));
    }

    @Test
    void vertexIsAskedForAJob() {
        VendorCall call = service("vertex_ai", GEMINI).create(ORDER, target(GEMINI, CLOUD));

        assertThat(address(call))
                .isEqualTo("https://europe-west4-aiplatform.googleapis.com/v1/projects/p/locations/europe-west4"
                        + "/batchPredictionJobs");
        assertThat(body(call)).isEqualTo(Json.parseObject("""
                        {"displayName": "dragoman-0190", "model": "publishers/google/models/gemini-2.5-flash",
                         "inputConfig": {"instancesFormat": "jsonl",
                           "gcsSource": {"uris": ["gs://lines/team/dragoman/files/f/input.jsonl"]}},
                         "outputConfig": {"predictionsFormat": "jsonl",
                           "gcsDestination": {"outputUriPrefix": "gs://lines/team/dragoman/batches/0190/output/"}}}"""));
    }

    @Test
    void anthropicIsToldTheFeaturesOfAllLines() {
        BatchOrder order =
                new BatchOrder("x", "", "", Body.utf8("{\"requests\":[]}"), List.of("context-1m-2025-08-07", "other"));

        VendorCall call = service("anthropic", "claude").create(order, target("claude", Map.of()));

        assertThat(address(call)).isEqualTo("https://api.anthropic.com/v1/messages/batches");
        assertThat(call.endpoint().headers().first("anthropic-beta")).isEqualTo("context-1m-2025-08-07,other");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "anthropic|claude|{\"stream\":false,\"max_tokens\":1}|{\"custom_id\":\"r1\",\"params\":{\"max_tokens\":1}}",
                "bedrock|amazon.nova-lite-v1:0|{\"messages\":[]}|{\"recordId\":\"r1\",\"modelInput\":{\"messages\":[]}}",
                "bedrock|invoke/anthropic.claude-v1|{\"anthropic_version\":\"v\"}"
                        + "|{\"recordId\":\"r1\",\"modelInput\":{\"anthropic_version\":\"v\",\"anthropic_beta\":[\"context-1m-x\"]}}",
                "vertex_ai|gemini-2.5-flash|{\"labels\":{\"a\":\"b\"}}|{\"request\":{\"labels\":{\"a\":\"b\",\"dragoman_line\":\"r1\"}}}",
                "vertex_ai|claude-sonnet-4-5|{\"anthropic_version\":\"v\",\"stream\":false}"
                        + "|{\"custom_id\":\"r1\",\"request\":{\"anthropic_version\":\"v\",\"anthropic_beta\":[\"context-1m-x\"]}}"
            })
    void aLineIsWrappedAsTheVendorTakesIt(String provider, String model, String asked, String line) {
        UpstreamRequest request = new UpstreamRequest(
                "POST",
                Origin.of(URI.create("https://any.example")),
                "/",
                Headers.of("anthropic-beta", "context-1m-x"),
                Body.utf8(asked));

        assertThat(service(provider, model).line("r1", request).toObject()).isEqualTo(Json.parseObject(line));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"status\":\"\",\"request\":{\"labels\":{\"dragoman_line\":\"r1\"}},\"response\":{\"a\":1}}|Answered",
                "{\"status\":\"Bad Request: {\\\"error\\\":{\\\"code\\\":429}}\",\"custom_id\":\"r1\",\"response\":{}}|429",
                "{\"status\":\"Internal error\",\"custom_id\":\"r1\"}|500"
            })
    void aResultOfVertexIsRead(String line, String expected) {
        BatchResult result = service("vertex_ai", GEMINI).result(Json.parseObject(line));

        assertThat(result.key()).isEqualTo("r1");
        switch (result) {
            case BatchResult.Answered answered -> assertThat(expected).isEqualTo("Answered");
            case BatchResult.Refused refused -> assertThat(expected).isEqualTo(Integer.toString(refused.status()));
            case BatchResult.Unasked unasked -> throw new AssertionError(unasked);
        }
    }

    @Test
    void aMissingSettingIsNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> service("bedrock", NOVA).require(target(NOVA, Map.of())))
                .withMessageContaining("aws_batch_role_arn");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> service("bedrock", NOVA).shelf(target(NOVA, Map.of())))
                .withMessageContaining("AWS_S3_BUCKET_NAME");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> service("vertex_ai", GEMINI).shelf(target(GEMINI, Map.of())))
                .withMessageContaining("GCS_BUCKET_NAME");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> service("vertex_ai", GEMINI)
                        .require(new Target(GEMINI, null, "express", null, Map.of(), ModelTraits.unknown(GEMINI))))
                .withMessageContaining("vertex_project");
    }

    private static BatchService service(String provider, String model) {
        Provider found = Objects.requireNonNull(PROVIDERS.find(provider, model));
        return (BatchService) Objects.requireNonNull(found.service(Operation.BATCHES));
    }

    private static Target target(String model, Map<String, String> settings) {
        return new Target(model, null, null, null, settings, ModelTraits.unknown(model));
    }

    private static String address(VendorCall call) {
        return call.endpoint().origin() + call.endpoint().target();
    }

    private static JsonObject body(VendorCall call) {
        return Json.parseObject(
                ((VendorCall.Payload.Bytes) call.payload()).body().toBytes());
    }
}
