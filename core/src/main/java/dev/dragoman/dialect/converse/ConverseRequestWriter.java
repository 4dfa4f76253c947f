package dev.dragoman.dialect.converse;

import dev.dragoman.dialect.WrittenRequest;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.model.ChatRequest;
import dev.dragoman.model.ModelTraits;
import dev.dragoman.model.Sampling;
import java.util.List;

/** Writes a request for Bedrock. Not thread-safe. */
final class ConverseRequestWriter {

    private final ChatRequest request;
    private final ConverseModel model;
    private final Notes notes = new Notes();
    private final Extras extras;
    private final JsonObject.Builder members = JsonObject.builder();

    private ConverseRequestWriter(ChatRequest request, ModelTraits traits) {
        this.request = request;
        this.model = new ConverseModel(traits);
        this.extras = Extras.of(request, notes);
    }

    static WrittenRequest write(ChatRequest request, ModelTraits traits) {
        return new ConverseRequestWriter(request, traits).write();
    }

    private WrittenRequest write() {
        Turns turns = Turns.of(request, model, notes);
        ThinkingFields thinking = ThinkingFields.of(request, model, notes);
        ToolConfig tools = ToolConfig.of(request, extras, turns.calledTools(), thinking, model, notes);
        members.put("model", request.model());
        if (request.stream()) {
            members.put("stream", true);
        }
        if (!turns.system().isEmpty()) {
            members.put("system", new JsonArray(turns.system()));
        }
        members.put("messages", turns.messages());
        inference();
        members.putIfPresent("toolConfig", tools.member());
        outputConfig();
        labels();
        extras.members().forEach(members::put);
        fields(thinking, tools);
        Unsaid.note(request, notes);
        return new WrittenRequest(JsonBody.of(members.build()), notes.unsupported(), List.of());
    }

    private void inference() {
        Sampling sampling = request.sampling();
        JsonObject.Builder config = JsonObject.builder().putIfPresent("maxTokens", request.maxTokens());
        config.putIfPresent("temperature", sampling.temperature());
        config.putIfPresent("topP", topP(sampling) ? sampling.topP() : null);
        List<String> stop =
                sampling.stop().stream().filter(sequence -> !sequence.isEmpty()).toList();
        if (!stop.isEmpty()) {
            config.put("stopSequences", JsonArray.ofStrings(stop));
        }
        if (!config.isEmpty()) {
            members.put("inferenceConfig", config.build());
        }
    }

    /** Newer models refuse it beside a temperature, where callers of other formats often say that they do not use it. */
    private static boolean topP(Sampling sampling) {
        return sampling.topP() == null || sampling.topP() != 1.0 || sampling.temperature() == null;
    }

    private void outputConfig() {
        JsonObject format = OutputFormat.write(request.responseFormat(), model);
        if (format != null) {
            members.put("outputConfig", JsonObject.of("textFormat", format));
        }
    }

    private void labels() {
        String tier = request.serviceTier();
        if (tier != null) {
            members.put("serviceTier", JsonObject.of("type", new JsonString(tier.equals("auto") ? "default" : tier)));
        }
        JsonObject metadata = request.metadata();
        if (metadata != null && !metadata.isEmpty()) {
            if (Labels.fit(metadata)) {
                members.put("requestMetadata", metadata);
            } else {
                notes.unsupported("metadata");
            }
        }
    }

    /** What only the model understands; a caller's own fields win. */
    private void fields(ThinkingFields thinking, ToolConfig tools) {
        JsonObject.Builder fields = JsonObject.builder();
        Long topK = request.sampling().topK();
        if (topK != null && Nova.is(model)) {
            fields.put("inferenceConfig", JsonObject.builder().put("topK", topK).build());
        } else {
            fields.putIfPresent("top_k", topK);
        }
        thinking.fields().forEach(fields::put);
        tools.fields().forEach(fields::put);
        extras.fields().forEach(fields::put);
        if (!fields.isEmpty()) {
            members.put("additionalModelRequestFields", fields.build());
        }
    }
}
