package dev.dragoman.gateway.batch;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.MultipartField;
import com.openai.models.batches.Batch;
import com.openai.models.batches.BatchCreateParams;
import com.openai.models.files.FileCreateParams;
import com.openai.models.files.FileObject;
import com.openai.models.files.FilePurpose;
import dev.dragoman.gateway.Gateway;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** OpenAI's own client, which asks for one provider or none in a header field. */
final class BatchClient implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.shared();

    final OpenAIClient openai;

    BatchClient(Gateway gateway, String field, String value) {
        openai = OpenAIOkHttpClient.builder()
                .baseUrl(gateway.url() + "/v1")
                .apiKey(Gateway.KEY)
                .putHeader(field, value)
                .maxRetries(0)
                .build();
    }

    static String line(String customId, String model, String text) {
        return "{\"custom_id\":\"" + customId
                + "\",\"method\":\"POST\",\"url\":\"/v1/chat/completions\",\"body\":{\"model\":\"" + model
                + "\",\"max_tokens\":64,\"messages\":[{\"role\":\"user\",\"content\":\"" + text + "\"}]}}\n";
    }

    FileObject upload(String lines) {
        return openai.files()
                .create(FileCreateParams.builder()
                        .file(MultipartField.<InputStream>builder()
                                .value(new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8)))
                                .filename("batch.jsonl")
                                .build())
                        .purpose(FilePurpose.BATCH)
                        .build());
    }

    Batch create(FileObject file) {
        return openai.batches()
                .create(BatchCreateParams.builder()
                        .inputFileId(file.id())
                        .endpoint(BatchCreateParams.Endpoint.V1_CHAT_COMPLETIONS)
                        .completionWindow(BatchCreateParams.CompletionWindow._24H)
                        .metadata(BatchCreateParams.Metadata.builder()
                                .putProperty("job", "nightly")
                                .build())
                        .build());
    }

    /** Looks until the batch has ended. */
    Batch ended(Batch batch) {
        Batch now = batch;
        for (int looks = 0; looks < 10; looks++) {
            now = openai.batches().retrieve(batch.id());
            if (List.of(Batch.Status.COMPLETED, Batch.Status.CANCELLED, Batch.Status.FAILED)
                    .contains(now.status())) {
                return now;
            }
        }
        return now;
    }

    String content(String id) {
        try (com.openai.core.http.HttpResponse answer = openai.files().content(id);
                InputStream content = answer.body()) {
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** The lines of a file of results, by the names that the client gave. */
    Map<String, JsonNode> results(String id) {
        Map<String, JsonNode> results = new TreeMap<>();
        content(id)
                .lines()
                .map(JSON::readTree)
                .forEach(line -> results.put(line.path("custom_id").asString(""), line));
        return results;
    }

    /** The line of that name in a file of results. */
    JsonNode result(String id, String customId) {
        return one(results(id), customId);
    }

    /** The line of that name. */
    static JsonNode one(Map<String, JsonNode> results, String customId) {
        return Objects.requireNonNull(results.get(customId), customId);
    }

    static String said(JsonNode line) {
        return line.path("response")
                .path("body")
                .path("choices")
                .path(0)
                .path("message")
                .path("content")
                .asString("");
    }

    @Override
    public void close() {
        openai.close();
    }
}
