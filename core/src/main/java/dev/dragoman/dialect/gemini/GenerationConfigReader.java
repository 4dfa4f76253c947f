package dev.dragoman.dialect.gemini;

import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonObject;
import dev.dragoman.model.ChatRequest;
import dev.dragoman.model.Reasoning;
import dev.dragoman.model.ResponseFormat;
import dev.dragoman.model.Sampling;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a client's {@code generationConfig}. */
final class GenerationConfigReader {

    private static final String SCHEMA_NAME = "response";
    private static final Set<String> READ = Set.of(
            "temperature",
            "topP",
            "topK",
            "candidateCount",
            "maxOutputTokens",
            "stopSequences",
            "responseLogprobs",
            "logprobs",
            "presencePenalty",
            "frequencyPenalty",
            "seed",
            "responseModalities");

    private final ProtoField config;
    private final Set<String> understood = new HashSet<>(READ);

    private GenerationConfigReader(ProtoField config) {
        this.config = config;
    }

    /** Puts what the configuration says into the request; what no record knows goes to {@code extras}. */
    static void read(ProtoField config, ChatRequest.Builder request, JsonObject.Builder extras) {
        new GenerationConfigReader(config).read(request, extras);
    }

    private void read(ChatRequest.Builder request, JsonObject.Builder extras) {
        request.sampling(sampling()).maxTokens(config.integer("maxOutputTokens"));
        request.modalities(modalities()).audio(audio());
        request.responseFormat(format()).reasoning(reasoning());
        config.object().forEach((name, value) -> {
            String camel = ProtoName.camel(name);
            if (!understood.contains(camel)) {
                extras.put(camel, value);
            }
        });
    }

    private Sampling sampling() {
        List<String> stop = new ArrayList<>();
        config.list("stopSequences").forEach(sequence -> stop.add(sequence.text()));
        return new Sampling(
                config.number("temperature"),
                config.number("topP"),
                config.integer("topK"),
                config.integer("candidateCount"),
                config.integer("seed"),
                stop,
                config.number("presencePenalty"),
                config.number("frequencyPenalty"),
                null,
                config.bool("responseLogprobs"),
                config.integer("logprobs"));
    }

    private @Nullable JsonArray modalities() {
        ProtoField list = config.member("responseModalities");
        if (list == null) {
            return null;
        }
        List<String> names = new ArrayList<>();
        list.items().forEach(name -> names.add(name.text().toLowerCase(Locale.ROOT)));
        return JsonArray.ofStrings(names);
    }

    private @Nullable JsonObject audio() {
        ProtoField speech = config.member("speechConfig");
        JsonObject audio = speech == null ? null : SpeechConfig.read(speech.object());
        understoodIf(audio != null, "speechConfig");
        return audio;
    }

    private @Nullable Reasoning reasoning() {
        ProtoField thinking = config.member("thinkingConfig");
        Reasoning reasoning = thinking == null ? null : ThinkingConfig.read(thinking);
        understoodIf(reasoning != null, "thinkingConfig");
        return reasoning;
    }

    private @Nullable ResponseFormat format() {
        String type = config.string("responseMimeType");
        ProtoField schema = config.member("responseJsonSchema");
        ProtoField own = config.member("responseSchema");
        boolean isJson = "application/json".equals(type);
        understoodIf(isJson || "text/plain".equals(type), "responseMimeType");
        if (!isJson) {
            return "text/plain".equals(type) ? new ResponseFormat.Text() : null;
        }
        understoodIf(true, schema == null ? "responseSchema" : "responseJsonSchema");
        if (schema != null) {
            return schema(schema.object());
        }
        return own == null ? new ResponseFormat.JsonMode() : schema(SchemaReader.read(own.object()));
    }

    private static ResponseFormat schema(JsonObject schema) {
        return new ResponseFormat.Schema(SCHEMA_NAME, null, schema, null);
    }

    private void understoodIf(boolean read, String camel) {
        if (read) {
            understood.add(camel);
        }
    }
}
