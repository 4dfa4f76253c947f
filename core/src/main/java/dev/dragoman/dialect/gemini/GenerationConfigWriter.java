package dev.dragoman.dialect.gemini;

import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonNumber;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonValue;
import dev.dragoman.model.ChatRequest;
import dev.dragoman.model.ResponseFormat;
import dev.dragoman.model.Sampling;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes {@code generationConfig}. Not thread-safe. */
final class GenerationConfigWriter {

    private static final String JSON = "application/json";
    private static final double USUAL_TEMPERATURE = 1.0;

    private final ChatRequest request;
    private final GeminiModel model;
    private final Notes notes;
    private final JsonObject.Builder out = JsonObject.builder();

    GenerationConfigWriter(ChatRequest request, GeminiModel model, Notes notes) {
        this.request = request;
        this.model = model;
        this.notes = notes;
    }

    /** The configuration with the caller's own members on top. */
    JsonObject write(JsonObject given) {
        sampling(request.sampling());
        out.putIfPresent("maxOutputTokens", request.maxTokens());
        format(request.responseFormat());
        modalities();
        out.putIfPresent("thinkingConfig", ThinkingConfig.write(request.reasoning(), model, notes));
        if (!model.isThirdGeneration()) {
            out.putIfPresent("mediaResolution", Resolution.highest(request));
        }
        given.forEach(out::put);
        return out.build();
    }

    private void sampling(Sampling sampling) {
        Double temperature = sampling.temperature();
        out.putIfPresent(
                "temperature",
                temperature == null && model.isThirdGeneration() ? Double.valueOf(USUAL_TEMPERATURE) : temperature);
        out.putIfPresent("topP", sampling.topP());
        out.putIfPresent("topK", sampling.topK());
        out.putIfPresent("candidateCount", sampling.n());
        out.putIfPresent("seed", sampling.seed());
        if (!sampling.stop().isEmpty()) {
            out.put("stopSequences", JsonArray.ofStrings(sampling.stop()));
        }
        penalty("presencePenalty", "presence_penalty", sampling.presencePenalty());
        penalty("frequencyPenalty", "frequency_penalty", sampling.frequencyPenalty());
        logprobs(sampling);
    }

    private void penalty(String member, String parameter, @Nullable Double value) {
        if (value == null) {
            return;
        }
        if (!model.isThirdGeneration()) {
            out.put(member, JsonNumber.of(value));
        } else if (value != 0) {
            notes.unsupported(parameter);
        }
    }

    private void logprobs(Sampling sampling) {
        out.putIfPresent("responseLogprobs", sampling.logprobs());
        out.putIfPresent("logprobs", sampling.topLogprobs());
        if (sampling.logitBias() != null && !sampling.logitBias().isEmpty()) {
            notes.unsupported("logit_bias");
        }
    }

    private void format(@Nullable ResponseFormat format) {
        switch (format) {
            case ResponseFormat.Text text -> out.put("responseMimeType", "text/plain");
            case ResponseFormat.JsonMode mode -> out.put("responseMimeType", JSON);
            case ResponseFormat.Schema schema -> schema(schema.schema());
            case null -> {
                // Left to the vendor.
            }
        }
    }

    private void schema(JsonObject schema) {
        out.put("responseMimeType", JSON);
        if (model.takesJsonSchema()) {
            out.put("responseJsonSchema", schema);
        } else {
            out.put("responseSchema", SchemaWriter.write(schema, "response_format.json_schema.schema", true));
        }
    }

    private void modalities() {
        List<JsonValue> modalities = new ArrayList<>(2);
        if (request.modalities() != null) {
            for (JsonValue modality : request.modalities()) {
                modalities.add(modality instanceof JsonString name ? upper(name.value()) : modality);
            }
        }
        JsonObject audio = request.audio();
        if (audio != null) {
            out.putIfPresent("speechConfig", SpeechConfig.write(audio, notes));
            if (!modalities.contains(upper("audio"))) {
                modalities.add(upper("audio"));
            }
        }
        if (!modalities.isEmpty()) {
            out.put("responseModalities", new JsonArray(modalities));
        }
    }

    private static JsonString upper(String modality) {
        return new JsonString(modality.toUpperCase(Locale.ROOT));
    }
}
