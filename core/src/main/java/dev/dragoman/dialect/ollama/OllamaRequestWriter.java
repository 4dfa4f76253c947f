package dev.dragoman.dialect.ollama;

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
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes a request for Ollama. Not thread-safe. */
final class OllamaRequestWriter {

    private final ChatRequest request;
    private final ModelTraits traits;
    private final Notes notes = new Notes();

    private OllamaRequestWriter(ChatRequest request, ModelTraits traits) {
        this.request = request;
        this.traits = traits;
    }

    static WrittenRequest write(ChatRequest request, ModelTraits traits) {
        return new OllamaRequestWriter(request, traits).write();
    }

    /** Whether to stream is always said: what is not said is streamed. */
    private WrittenRequest write() {
        Extras extras = Extras.of(request, notes);
        JsonObject options = options().merged(extras.options());
        JsonObject.Builder members = JsonObject.builder()
                .put("model", request.model())
                .put("messages", MessageWriter.write(request, notes))
                .put("stream", request.stream())
                .putIfPresent("tools", ToolWriter.write(request, traits, notes))
                .putIfPresent("format", format(request.responseFormat()))
                .putIfPresent(Thinking.MEMBER, Thinking.write(request.reasoning(), traits, notes))
                .putIfPresent("logprobs", request.sampling().logprobs())
                .putIfPresent("top_logprobs", request.sampling().topLogprobs())
                .putIfPresent(Extras.OPTIONS, options.isEmpty() ? null : options);
        extras.members().forEach(members::put);
        Unsaid.note(request, notes);
        return new WrittenRequest(JsonBody.of(members.build()), notes.unsupported(), List.of());
    }

    private static @Nullable JsonValue format(@Nullable ResponseFormat format) {
        return switch (format) {
            case ResponseFormat.JsonMode json -> new JsonString("json");
            case ResponseFormat.Schema schema -> schema.schema();
            case ResponseFormat.Text text -> null;
            case null -> null;
        };
    }

    private JsonObject options() {
        Sampling sampling = request.sampling();
        List<String> stop = sampling.stop();
        return JsonObject.builder()
                .putIfPresent("num_predict", request.maxTokens())
                .putIfPresent("temperature", sampling.temperature())
                .putIfPresent("top_p", sampling.topP())
                .putIfPresent("top_k", sampling.topK())
                .putIfPresent("seed", sampling.seed())
                .putIfPresent("presence_penalty", sampling.presencePenalty())
                .putIfPresent("frequency_penalty", sampling.frequencyPenalty())
                .putIfPresent("stop", stop.isEmpty() ? null : JsonArray.ofStrings(stop))
                .build();
    }
}
