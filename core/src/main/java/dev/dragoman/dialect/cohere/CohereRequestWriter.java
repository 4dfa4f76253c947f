package dev.dragoman.dialect.cohere;

import dev.dragoman.dialect.WrittenRequest;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonValue;
import dev.dragoman.model.ChatRequest;
import dev.dragoman.model.ModelTraits;
import dev.dragoman.model.ResponseFormat;
import dev.dragoman.model.Sampling;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes a request for Cohere. Not thread-safe. */
final class CohereRequestWriter {

    /** The least and the greatest {@code p} that are taken; callers of other formats say 1 when they do not use it. */
    private static final double LEAST_P = 0.01;

    private static final double GREATEST_P = 0.99;

    private final ChatRequest request;
    private final ModelTraits traits;
    private final Notes notes = new Notes();
    private final JsonObject.Builder members = JsonObject.builder();

    private CohereRequestWriter(ChatRequest request, ModelTraits traits) {
        this.request = request;
        this.traits = traits;
    }

    static WrittenRequest write(ChatRequest request, ModelTraits traits) {
        return new CohereRequestWriter(request, traits).write();
    }

    private WrittenRequest write() {
        MessageWriter messages = MessageWriter.of(request, notes);
        members.put("model", request.model());
        members.put("messages", messages.messages());
        if (request.stream()) {
            members.put("stream", true);
        }
        documents(messages.documents());
        ToolWriter.write(request, members, notes);
        members.putIfPresent("response_format", format(request.responseFormat()));
        members.putIfPresent(Thinking.MEMBER, Thinking.write(request.reasoning(), traits, notes));
        members.putIfPresent("max_tokens", request.maxTokens());
        sampling(request.sampling());
        Extras.of(request, notes).forEach(members::put);
        Unsaid.note(request, notes);
        return new WrittenRequest(JsonBody.of(members.build()), notes.unsupported(), List.of());
    }

    /** Those that users sent come behind those that the caller gave in Cohere's own words. */
    private void documents(List<JsonValue> sent) {
        JsonValue given = request.extras().get(Extras.DOCUMENTS);
        if (sent.isEmpty()) {
            members.putIfPresent(Extras.DOCUMENTS, given);
            return;
        }
        List<JsonValue> all = new ArrayList<>(given instanceof JsonArray array ? array.items() : List.of());
        all.addAll(sent);
        members.put(Extras.DOCUMENTS, new JsonArray(all));
    }

    private static @Nullable JsonObject format(@Nullable ResponseFormat format) {
        return switch (format) {
            case ResponseFormat.JsonMode json -> JsonObject.of("type", new JsonString("json_object"));
            case ResponseFormat.Schema schema ->
                JsonObject.builder()
                        .put("type", "json_object")
                        .put("json_schema", schema.schema())
                        .build();
            case ResponseFormat.Text text -> JsonObject.of("type", new JsonString("text"));
            case null -> null;
        };
    }

    private void sampling(Sampling sampling) {
        members.putIfPresent("temperature", sampling.temperature());
        Double p = sampling.topP();
        members.putIfPresent("p", p == null ? null : Double.valueOf(Math.clamp(p, LEAST_P, GREATEST_P)));
        members.putIfPresent("k", sampling.topK());
        members.putIfPresent("seed", sampling.seed());
        members.putIfPresent("frequency_penalty", some(sampling.frequencyPenalty()));
        members.putIfPresent("presence_penalty", some(sampling.presencePenalty()));
        members.putIfPresent("logprobs", sampling.logprobs());
        List<String> stop =
                sampling.stop().stream().filter(sequence -> !sequence.isEmpty()).toList();
        if (!stop.isEmpty()) {
            members.put("stop_sequences", JsonArray.ofStrings(stop));
        }
    }

    /** Some models refuse that both penalties are told, even where they are none. */
    private static @Nullable Double some(@Nullable Double penalty) {
        return penalty == null || penalty == 0 ? null : penalty;
    }
}
