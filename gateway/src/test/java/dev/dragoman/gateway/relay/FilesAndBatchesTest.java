package dev.dragoman.gateway.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.MultipartField;
import com.openai.errors.NotFoundException;
import com.openai.models.batches.Batch;
import com.openai.models.batches.BatchCreateParams;
import com.openai.models.files.FileCreateParams;
import com.openai.models.files.FileListParams;
import com.openai.models.files.FileObject;
import com.openai.models.files.FilePurpose;
import com.openai.models.finetuning.jobs.FineTuningJob;
import com.openai.models.finetuning.jobs.JobCreateParams;
import dev.dragoman.gateway.Gateway;
import dev.dragoman.testkit.FakeAzureOpenAi;
import dev.dragoman.testkit.FakeOpenAi;
import dev.dragoman.testkit.FakeOpenAiCompatible;
import dev.dragoman.testkit.vendor.FakeVendor;
import dev.dragoman.testkit.wire.RecordedRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What vendors keep for clients: files, batches and jobs of fine-tuning. */
final class FilesAndBatchesTest {

    private static final String LINES = """
            {"custom_id":"one","method":"POST","url":"/v1/chat/completions","body":{"model":"gpt-4o","messages":[]}}
            {"custom_id":"two","method":"POST","url":"/v1/chat/completions","body":{"model":"my-deployment","messages":[]}}
            """;

    private static final FakeOpenAi OPENAI = FakeOpenAi.start();
    private static final FakeAzureOpenAi AZURE = FakeAzureOpenAi.start();
    private static final FakeOpenAiCompatible VLLM = FakeOpenAiCompatible.start();
    private static final FakeOpenAi TUNING = FakeOpenAi.start();
    private static final Map<String, FakeVendor> VENDORS =
            Map.of("openai", OPENAI, "azure", AZURE, "hosted_vllm", VLLM);

    private static Gateway gateway;
    private static OpenAIClient client;

    @BeforeAll
    static void start() {
        gateway = Gateway.startOf(
                """
                model_list: []
                files_settings:
                  - {custom_llm_provider: azure, api_key: azure-key, api_base: "%s", api_version: "2024-10-21"}
                finetune_settings:
                  - {custom_llm_provider: openai, api_key: os.environ/TUNING_KEY, api_base: "%s"}
                """.formatted(AZURE.baseUrl(), TUNING.baseUrl()),
                Map.of(
                        "OPENAI_API_KEY",
                        "sk-vendor",
                        "OPENAI_API_BASE",
                        OPENAI.baseUrl(),
                        "HOSTED_VLLM_API_BASE",
                        VLLM.baseUrl(),
                        "TUNING_KEY",
                        "sk-tuning"));
        client = client("/v1");
    }

    @AfterAll
    static void stop() {
        client.close();
        gateway.close();
        VENDORS.values().forEach(FakeVendor::close);
        TUNING.close();
    }

    @BeforeEach
    void forget() {
        VENDORS.values().forEach(FakeVendor::forgetRequests);
    }

    private static OpenAIClient client(String base) {
        return OpenAIOkHttpClient.builder()
                .baseUrl(gateway.url() + base)
                .apiKey(Gateway.KEY)
                .maxRetries(0)
                .build();
    }

    @ParameterizedTest
    @ValueSource(strings = {"openai", "azure", "hosted_vllm"})
    void aBatchIsHeldFromItsFileToItsAnswers(String provider) throws IOException {
        OpenAIClient there = client("/" + provider + "/v1");
        FileObject file = there.files().create(upload("batch.jsonl", FilePurpose.BATCH));

        Batch made = there.batches()
                .create(BatchCreateParams.builder()
                        .inputFileId(file.id())
                        .endpoint(BatchCreateParams.Endpoint.V1_CHAT_COMPLETIONS)
                        .completionWindow(BatchCreateParams.CompletionWindow._24H)
                        .build());
        Batch done = there.batches().retrieve(made.id());

        assertThat(made.status()).isEqualTo(Batch.Status.VALIDATING);
        assertThat(done.status()).isEqualTo(Batch.Status.COMPLETED);
        assertThat(content(there, done.outputFileId().orElseThrow()).lines())
                .hasSize(2)
                .first()
                .asString()
                .contains("\"custom_id\":\"one\"");
        assertThat(there.batches().list().data()).extracting(Batch::id).contains(made.id());
        there.close();
    }

    @Test
    void filesAreKeptListedReadAndDeleted() throws IOException {
        FileObject kept = client.files().create(upload("täxt.jsonl", FilePurpose.USER_DATA));

        assertThat(kept.filename()).isEqualTo("täxt.jsonl");
        assertThat(client.files().retrieve(kept.id()).bytes()).isEqualTo(LINES.length());
        assertThat(client.files()
                        .list(FileListParams.builder().purpose("user_data").build())
                        .data())
                .extracting(FileObject::id)
                .contains(kept.id());
        assertThat(content(client, kept.id())).isEqualTo(LINES);
        assertThat(client.files().delete(kept.id()).deleted()).isTrue();
        assertThatThrownBy(() -> client.files().retrieve(kept.id())).isInstanceOf(NotFoundException.class);
        assertThat(OPENAI.lastRequest().header("authorization")).contains("Bearer sk-vendor");
    }

    @Test
    void aBatchIsCancelled() {
        FileObject file = client.files().create(upload("b.jsonl", FilePurpose.BATCH));
        Batch made = client.batches()
                .create(BatchCreateParams.builder()
                        .inputFileId(file.id())
                        .endpoint(BatchCreateParams.Endpoint.V1_CHAT_COMPLETIONS)
                        .completionWindow(BatchCreateParams.CompletionWindow._24H)
                        .build());

        assertThat(client.batches().cancel(made.id()).status()).isEqualTo(Batch.Status.CANCELLING);
        assertThat(client.batches().retrieve(made.id()).status()).isEqualTo(Batch.Status.CANCELLED);
    }

    @Test
    void jobsOfFineTuningHaveTheirOwnCredentials() {
        OpenAIClient tuning = client("/v1");
        String file = uploadTo(TUNING);

        FineTuningJob made = tuning.fineTuning()
                .jobs()
                .create(JobCreateParams.builder()
                        .model(JobCreateParams.Model.of("gpt-4o-mini"))
                        .trainingFile(file)
                        .build());

        assertThat(TUNING.lastRequest().header("authorization")).contains("Bearer sk-tuning");
        assertThat(tuning.fineTuning().jobs().retrieve(made.id()).status()).isEqualTo(FineTuningJob.Status.QUEUED);
        assertThat(tuning.fineTuning().jobs().listEvents(made.id()).data()).hasSize(1);
        assertThat(tuning.fineTuning().jobs().list().data()).isNotEmpty();
        assertThat(tuning.fineTuning().jobs().cancel(made.id()).status()).isEqualTo(FineTuningJob.Status.CANCELLED);
        tuning.close();
    }

    @ParameterizedTest
    @CsvSource({"header", "query", "provider", "form"})
    void theProviderIsNamedInAnyOfFourWays(String way) {
        String body = "--b\r\ncontent-disposition: form-data; name=\"purpose\"\r\n\r\nbatch\r\n"
                + (way.equals("form")
                        ? "--b\r\ncontent-disposition: form-data; name=\"custom_llm_provider\"\r\n\r\nazure\r\n"
                        : "")
                + "--b\r\ncontent-disposition: form-data; name=\"file\"; filename=\"f\"\r\n\r\n{}\r\n--b--\r\n";
        String query = switch (way) {
            case "query" -> "?custom_llm_provider=azure";
            case "provider" -> "?provider=azure&limit=3";
            default -> "";
        };
        String field = way.equals("header") ? "custom-llm-provider" : "x-none";

        HttpResponse<String> answer =
                gateway.send(HttpRequest.newBuilder(URI.create(gateway.url() + "/v1/files" + query))
                        .header("authorization", "Bearer " + Gateway.KEY)
                        .header("content-type", "multipart/form-data; boundary=b")
                        .header(field, "azure")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build());

        RecordedRequest sent = AZURE.lastRequest();
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(sent.path()).isEqualTo("/openai/files");
        assertThat(sent.query()).containsEntry("api-version", "2024-10-21").doesNotContainKeys("provider");
        assertThat(sent.header("api-key")).contains("azure-key");
        assertThat(sent.header("custom-llm-provider")).isEmpty();
        assertThat(sent.text()).doesNotContain("custom_llm_provider");
    }

    @Test
    void theProviderInTheBodyStaysHere() {
        gateway.post("/v1/batches", "{\"custom_llm_provider\":\"hosted_vllm\",\"input_file_id\":\"x\"}");

        assertThat(VLLM.lastRequest().text()).isEqualTo("{\"input_file_id\":\"x\"}");
    }

    @ParameterizedTest
    @CsvSource({
        "cohere,expected: a provider that keeps files",
        "nobody,no provider that is known",
        "litellm_proxy,api_base",
    })
    void aProviderWithoutFilesIsRefused(String provider, String told) {
        HttpResponse<String> answer = gateway.get("/v1/files?custom_llm_provider=" + provider);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains(told);
    }

    @Test
    void aVendorsComplaintComesBackAsItIs() {
        HttpResponse<String> answer =
                gateway.post("/batches", "{\"input_file_id\":\"file-0\",\"endpoint\":\"/v1/any\"}");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("\"param\"").contains("endpoint");
    }

    private static String content(OpenAIClient from, String id) throws IOException {
        try (com.openai.core.http.HttpResponse answer = from.files().content(id);
                InputStream content = answer.body()) {
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static FileCreateParams upload(String name, FilePurpose purpose) {
        return FileCreateParams.builder()
                .file(MultipartField.<InputStream>builder()
                        .value(new ByteArrayInputStream(LINES.getBytes(StandardCharsets.UTF_8)))
                        .filename(name)
                        .build())
                .purpose(purpose)
                .build();
    }

    private static String uploadTo(FakeOpenAi vendor) {
        OpenAIClient direct = OpenAIOkHttpClient.builder()
                .baseUrl(vendor.baseUrl())
                .apiKey("sk-any")
                .build();
        String id =
                direct.files().create(upload("t.jsonl", FilePurpose.FINE_TUNE)).id();
        direct.close();
        return id;
    }
}
