package dev.dragoman.testkit.openai;

import dev.dragoman.testkit.json.Json;
import dev.dragoman.testkit.schema.FieldTables;
import dev.dragoman.testkit.schema.Reading;
import dev.dragoman.testkit.schema.Violation;
import dev.dragoman.testkit.vendor.Vectors;
import dev.dragoman.testkit.vendor.VendorSettings;
import dev.dragoman.testkit.wire.Header;
import dev.dragoman.testkit.wire.RecordedRequest;
import dev.dragoman.testkit.wire.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What OpenAI offers beside chat. Answers follow from the request alone, so that a test knows them.
 *
 * @see <a href="https://platform.openai.com/docs/api-reference">OpenAI: API reference</a>
 */
public final class OpenAiServices {

    private static final FieldTables TABLES = FieldTables.load(OpenAiServices.class, "services.fields");
    private static final Header JSON = new Header("content-type", "application/json");

    private final VendorSettings settings;
    private final Library library = new Library();

    /** The services with these settings. */
    public OpenAiServices(VendorSettings settings) {
        this.settings = settings;
    }

    /** The answer to a request at this path below the base; empty when no service is there. */
    public Optional<Reply> answer(String path, RecordedRequest request) {
        return switch (path) {
            case "/embeddings" -> Optional.of(embeddings(request));
            case "/completions" -> Optional.of(completions(request));
            case "/audio/speech" -> Optional.of(OpenAiAudio.speech(checked(request, "Speech")));
            case "/audio/transcriptions" -> Optional.of(OpenAiAudio.text(request, "Transcription"));
            case "/audio/translations" -> Optional.of(OpenAiAudio.text(request, "Translation"));
            default -> OpenAiImages.answer(path, request).or(() -> library.answer(path, request));
        };
    }

    private Reply completions(RecordedRequest request) {
        JsonNode body = checked(request, "Completions");
        return new TextCompletions(body, texts(body.path("prompt"))).reply();
    }

    private Reply embeddings(RecordedRequest request) {
        JsonNode body = checked(request, "Embeddings");
        boolean base64 = body.path("encoding_format").asString("").equals("base64");
        ObjectNode reply = Json.object().put("object", "list");
        ArrayNode data = reply.putArray("data");
        long tokens = 0;
        for (String text : texts(body.path("input"))) {
            float[] vector = Vectors.of(text, body.path("dimensions").asInt(8));
            ObjectNode item = data.addObject().put("object", "embedding").put("index", data.size() - 1);
            if (base64) {
                item.put("embedding", Vectors.base64(vector));
            } else {
                Vectors.addTo(item.putArray("embedding"), vector);
            }
            tokens += text.length();
        }
        reply.put("model", body.path("model").asString(""));
        reply.putObject("usage").put("prompt_tokens", tokens).put("total_tokens", tokens);
        return Reply.whole(200, List.of(JSON), Json.bytes(reply));
    }

    /** The texts of an input; of tokens their digits. */
    private static List<String> texts(JsonNode input) {
        if (!input.isArray()) {
            return List.of(input.asString(""));
        }
        if (input.path(0).isNumber()) {
            return List.of(input.toString());
        }
        List<String> texts = new ArrayList<>();
        input.forEach(item -> texts.add(item.isString() ? item.stringValue() : item.toString()));
        return texts;
    }

    private JsonNode checked(RecordedRequest request, String table) {
        if (!request.method().equals("POST")) {
            throw Refusal.wrongMethod(request);
        }
        JsonNode body = OpenAiRules.parsed(request);
        String model = OpenAiRules.model(body);
        List<Violation> violations = TABLES.check(body, table, Reading.EXACT);
        if (!violations.isEmpty()) {
            throw OpenAiComplaints.refusal(violations.getFirst());
        }
        if (!settings.knows(model)) {
            throw Refusal.unknownModel(model);
        }
        return body;
    }
}
