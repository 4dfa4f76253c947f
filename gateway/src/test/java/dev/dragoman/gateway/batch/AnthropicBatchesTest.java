package dev.dragoman.gateway.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import com.openai.errors.BadRequestException;
import com.openai.errors.NotFoundException;
import com.openai.errors.RateLimitException;
import com.openai.models.batches.Batch;
import com.openai.models.batches.BatchListParams;
import com.openai.models.files.FileObject;
import dev.dragoman.gateway.Gateway;
import dev.dragoman.testkit.FakeAnthropic;
import dev.dragoman.testkit.answer.Answer;
import dev.dragoman.testkit.answer.ErrorKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Batches at Anthropic, asked for by OpenAI's client. */
final class AnthropicBatchesTest {

    private static final FakeAnthropic ANTHROPIC = FakeAnthropic.start();
    private static final String MODEL = "claude-sonnet-4-5";

    @TempDir
    private static Path data;

    private static Gateway gateway;
    private static BatchClient client;

    @BeforeAll
    static void start() {
        gateway = gateway();
        client = new BatchClient(gateway, "custom-llm-provider", "anthropic");
    }

    private static Gateway gateway() {
        return Gateway.startOf(
                """
                model_list:
                  - model_name: writer
                    litellm_params: {model: anthropic/%s, api_key: sk-writer, api_base: "%s"}
                """.formatted(MODEL, ANTHROPIC.baseUrl()),
                Map.of(
                        "ANTHROPIC_API_KEY",
                        "sk-files",
                        "ANTHROPIC_API_BASE",
                        ANTHROPIC.baseUrl(),
                        "DRAGOMAN_DATA_DIR",
                        data.toString()));
    }

    @AfterAll
    static void stop() {
        client.close();
        gateway.close();
        ANTHROPIC.close();
    }

    @Test
    void aBatchIsHeldFromItsFileToItsAnswers() {
        String lines = BatchClient.line("Ärger/1", MODEL, "Guten Tag") + "\n" + BatchClient.line("two", MODEL, "Hello")
                + BatchClient.line("three", MODEL, "I am too late");
        FileObject file = client.upload(lines);
        Batch made = client.create(file);
        Batch seen = client.openai.batches().retrieve(made.id());
        Batch done = client.ended(made);

        assertThat(file.filename()).isEqualTo("batch.jsonl");
        assertThat(client.content(file.id())).isEqualTo(lines);
        assertThat(made.status()).isEqualTo(Batch.Status.IN_PROGRESS);
        assertThat(made.inputFileId()).isEqualTo(file.id());
        assertThat(seen.status()).isEqualTo(Batch.Status.IN_PROGRESS);
        assertThat(seen.outputFileId()).isEmpty();
        assertThat(done.status()).isEqualTo(Batch.Status.COMPLETED);
        assertThat(done.completedAt()).contains(1_767_229_200L);
        assertThat(done.requestCounts().orElseThrow().total()).isEqualTo(3);
        assertThat(done.requestCounts().orElseThrow().completed()).isEqualTo(2);
        assertThat(done.requestCounts().orElseThrow().failed()).isEqualTo(1);
        assertThat(done.metadata().orElseThrow()._allProperties().get("job")).hasToString("nightly");

        Map<String, JsonNode> answers = client.results(done.outputFileId().orElseThrow());
        assertThat(answers).containsOnlyKeys("Ärger/1", "two");
        assertThat(BatchClient.said(BatchClient.one(answers, "Ärger/1"))).isEqualTo("Guten Tag");
        JsonNode response = BatchClient.one(answers, "two").path("response");
        assertThat(response.path("status_code").asInt()).isEqualTo(200);
        assertThat(response.path("body").path("object").asString()).isEqualTo("chat.completion");
        assertThat(response.path("body").path("usage").path("total_tokens").asInt())
                .isPositive();
        JsonNode late = client.result(done.errorFileId().orElseThrow(), "three");
        assertThat(late.path("error").path("code").asString()).isEqualTo("batch_expired");
        assertThat(late.path("response").isNull()).isTrue();
        assertThat(client.openai
                        .files()
                        .retrieve(done.outputFileId().orElseThrow())
                        .bytes())
                .isEqualTo(client.content(done.outputFileId().orElseThrow()).getBytes(StandardCharsets.UTF_8).length);
        assertThat(ANTHROPIC.lastRequest().header("x-api-key")).contains("sk-files");
    }

    @Test
    void aRefusalOfOneLineStandsAmongTheErrors() {
        String tooMuch =
                "{\"custom_id\":\"bad\",\"method\":\"POST\",\"url\":\"/v1/chat/completions\",\"body\":{\"model\":\""
                        + MODEL + "\",\"max_tokens\":0,\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}}\n";
        Batch done = client.ended(client.create(client.upload(tooMuch + BatchClient.line("good", MODEL, "Hi"))));

        JsonNode bad = client.result(done.errorFileId().orElseThrow(), "bad").path("response");

        assertThat(bad.path("status_code").asInt()).isEqualTo(400);
        assertThat(bad.path("body").path("error").path("message").asString()).contains("max_tokens");
        assertThat(client.results(done.outputFileId().orElseThrow())).containsOnlyKeys("good");
    }

    @Test
    void aBatchIsCancelled() {
        Batch made = client.create(client.upload(BatchClient.line("one", MODEL, "Hi")));

        Batch cancelling = client.openai.batches().cancel(made.id());
        Batch cancelled = client.ended(made);

        assertThat(cancelling.status()).isEqualTo(Batch.Status.CANCELLING);
        assertThat(cancelled.status()).isEqualTo(Batch.Status.CANCELLED);
        assertThat(cancelled.cancelledAt()).isPresent();
        assertThat(cancelled.outputFileId()).isEmpty();
        assertThat(client.result(cancelled.errorFileId().orElseThrow(), "one")
                        .path("error")
                        .path("code")
                        .asString())
                .isEqualTo("batch_cancelled");
    }

    @Test
    void theConfigurationsModelsHaveTheirOwnCredentials() {
        BatchClient named = new BatchClient(gateway, "x-litellm-model", "writer");
        FileObject file = named.upload(BatchClient.line("one", "writer", "Hi"));
        BatchClient anybody = new BatchClient(gateway, "x-any", "x");

        Batch done = anybody.ended(anybody.create(file));

        assertThat(ANTHROPIC.lastRequest().header("x-api-key")).contains("sk-writer");
        JsonNode body = anybody.result(done.outputFileId().orElseThrow(), "one")
                .path("response")
                .path("body");
        assertThat(body.path("model").asString()).isEqualTo("writer");
        assertThat(named.openai.batches().list().data()).extracting(Batch::id).contains(done.id());
        named.close();
        anybody.close();
    }

    @Test
    void filesAndBatchesAreListedPageByPage() {
        FileObject first = client.upload(BatchClient.line("one", MODEL, "Hi"));
        FileObject second = client.upload(BatchClient.line("one", MODEL, "Hi"));
        Batch older = client.create(first);
        Batch newer = client.create(second);

        List<String> batches =
                client.openai.batches().list(BatchListParams.builder().limit(1).build()).autoPager().stream()
                        .map(Batch::id)
                        .limit(2)
                        .toList();
        List<String> files = client.openai.files().list().autoPager().stream()
                .map(FileObject::id)
                .limit(2)
                .toList();

        assertThat(batches).containsExactly(newer.id(), older.id());
        assertThat(files).containsExactly(second.id(), first.id());
    }

    @Test
    void answersArePaidOnceByThePricesOfBatches() {
        String model = "claude-haiku-4-5";
        Batch done = client.ended(client.create(client.upload(BatchClient.line("one", model, "Hi"))));
        String output = done.outputFileId().orElseThrow();

        JsonNode usage =
                client.result(output, "one").path("response").path("body").path("usage");
        client.content(output);

        // Half of 1 and 5 dollars for a million tokens.
        double cost = usage.path("prompt_tokens").asInt() * 0.5e-6
                + usage.path("completion_tokens").asInt() * 2.5e-6;
        assertThat(gateway.get("/metrics").body().lines())
                .filteredOn(line -> line.startsWith("litellm_spend_metric") && line.contains(model))
                .singleElement()
                .satisfies(line -> assertThat(Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                        .isCloseTo(cost, offset(1e-12)));
    }

    @Test
    void whatWasAcceptedOutlivesARestart() {
        FileObject file = client.upload(BatchClient.line("one", MODEL, "still here"));
        try (Gateway again = gateway();
                BatchClient later = new BatchClient(again, "custom-llm-provider", "anthropic")) {
            Batch done = later.ended(later.create(file));

            assertThat(BatchClient.said(later.result(done.outputFileId().orElseThrow(), "one")))
                    .isEqualTo("still here");
        }
    }

    @Test
    void aFileIsDeletedButItsBatchCanStillBeRead() {
        FileObject file = client.upload(BatchClient.line("mine", MODEL, "Hi"));
        Batch made = client.create(file);

        assertThat(client.openai.files().delete(file.id()).deleted()).isTrue();
        Batch done = client.ended(made);

        assertThatThrownBy(() -> client.openai.files().retrieve(file.id())).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> client.create(file)).isInstanceOf(NotFoundException.class);
        assertThat(client.results(done.outputFileId().orElseThrow())).containsOnlyKeys("mine");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"custom_id\":\"b\"             | line 2: no JSON object",
                "{\"custom_id\":\"b\",\"method\":\"GET\",\"url\":\"/v1/chat/completions\",\"body\":{}} | line 2: method: \"GET\" (expected: POST)",
                "{\"custom_id\":\"b\",\"method\":\"POST\",\"url\":\"/v1/embeddings\",\"body\":{}} | line 2: url: \"/v1/embeddings\"",
                "{\"custom_id\":\"b\",\"method\":\"POST\",\"url\":\"/v1/chat/completions\"} | line 2: body: missing",
                "{\"method\":\"POST\",\"url\":\"/v1/chat/completions\",\"body\":{}} | line 2: custom_id: missing",
                "{\"custom_id\":7,\"method\":\"POST\",\"url\":\"/v1/chat/completions\",\"body\":{}} | line 2: custom_id: 7 (expected: a text)",
                "{\"custom_id\":\"b\",\"method\":\"POST\",\"url\":\"/v1/chat/completions\",\"body\":{}} | line 2: body.model: missing",
                "{\"custom_id\":\"b\",\"method\":\"POST\",\"url\":\"/v1/chat/completions\",\"body\":{\"model\":\"other\",\"messages\":[]}} | line 2: body.model: \"other\" (expected: \"claude-sonnet-4-5\" as in the first line",
                "{\"custom_id\":\"a\",\"method\":\"POST\",\"url\":\"/v1/chat/completions\",\"body\":{\"model\":\"claude-sonnet-4-5\",\"messages\":[]}} | line 2: custom_id: \"a\" as in line 1",
                "{\"custom_id\":\"b\",\"method\":\"POST\",\"url\":\"/v1/chat/completions\",\"body\":{\"model\":\"claude-sonnet-4-5\",\"messages\":7}} | line 2: body: messages",
                "{\"custom_id\":\"b\",\"method\":\"POST\",\"url\":\"/v1/chat/completions\",\"body\":{\"model\":\"claude-sonnet-4-5\",\"seed\":7,\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}} | line 2: body: anthropic does not support parameters: [seed]",
                "{\"custom_id\":\"b\",\"method\":\"POST\",\"url\":\"/v1/chat/completions\",\"body\":{\"model\":\"claude-sonnet-4-5\",\"stream\":true,\"messages\":[]}} | line 2: body.stream: true",
                "{\"custom_id\":\"b\",\"method\":\"POST\",\"url\":\"/v1/chat/completions\",\"body\":{\"model\":\"claude-sonnet-4-5\",\"api_base\":\"http://evil\",\"messages\":[]}} | line 2: body: api_base",
                "{\"custom_id\":\"b\",\"method\":\"POST\",\"url\":\"/v1/chat/completions\",\"extra\":1,\"body\":{}} | line 2: extra: unknown",
            })
    void aWrongLineIsRefusedByItsNumber(String line, String told) {
        assertThatThrownBy(() -> client.upload(BatchClient.line("a", MODEL, "Hi") + line.strip()))
                .isInstanceOf(BadRequestException.class)
                .hasMessageContaining(told);
    }

    @Test
    void anEmptyFileIsRefused() {
        assertThatThrownBy(() -> client.upload("\n \n"))
                .isInstanceOf(BadRequestException.class)
                .hasMessageContaining("file: empty");
    }

    @Test
    void idsCannotBeMade() {
        FileObject file = client.upload(BatchClient.line("one", MODEL, "Hi"));
        String id = file.id();
        char last = id.charAt(id.length() - 3);
        String other = id.substring(0, id.length() - 3) + (last == 'A' ? 'B' : 'A') + id.substring(id.length() - 2);

        assertThatThrownBy(() -> client.content(other)).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> client.openai.files().retrieve("file-dragoman-" + "A".repeat(40)))
                .isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> client.openai.files().retrieve("file-abc")).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> client.openai.batches().retrieve(id)).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> client.openai.files().retrieve("..%2F..%2Fmaster-key"))
                .isInstanceOfAny(NotFoundException.class, BadRequestException.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"input_file_id\":\"ID\",\"endpoint\":\"/v1/embeddings\",\"completion_window\":\"24h\"} | endpoint: \"/v1/embeddings\"",
                "{\"input_file_id\":\"ID\",\"endpoint\":\"/v1/chat/completions\",\"completion_window\":\"1h\"} | completion_window: \"1h\"",
                "{\"input_file_id\":\"ID\",\"endpoint\":\"/v1/chat/completions\",\"completion_window\":\"24h\",\"metadata\":{\"a\":1}} | metadata.a",
                "{\"input_file_id\":\"ID\",\"endpoint\":\"/v1/chat/completions\",\"completion_window\":\"24h\",\"output_expires_after\":{}} | output_expires_after: not supported",
            })
    void aWrongBatchIsRefused(String body, String told) {
        FileObject file = client.upload(BatchClient.line("one", MODEL, "Hi"));

        var answer = gateway.post("/v1/batches", body.strip().replace("ID", file.id()));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains(told.strip().replace("\"", "\\\""));
    }

    @Test
    void aVendorsRefusalIsTold() {
        FileObject file = client.upload(BatchClient.line("one", MODEL, "Hi"));
        ANTHROPIC.answers(Answer.error(ErrorKind.RATE_LIMITED));

        assertThatThrownBy(() -> client.create(file)).isInstanceOf(RateLimitException.class);
    }

    @Test
    void aDirectoryThatCannotBeWrittenIsToldAtOnce() throws IOException {
        Path file = Files.writeString(data.resolve("no-directory"), "x");
        Map<String, String> variables = Map.of("DRAGOMAN_DATA_DIR", file.toString());

        assertThatThrownBy(() -> Gateway.startOf("model_list: []\n", variables).close())
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("cannot keep a database in " + file);
    }
}
