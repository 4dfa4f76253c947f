package dev.dragoman.dialect.ollama;

import dev.dragoman.dialect.Field;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonObject;
import dev.dragoman.model.ChatRequest;
import dev.dragoman.model.ResponseFormat;
import dev.dragoman.model.Sampling;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a client's request; what is not said otherwise is streamed in this format. */
final class OllamaRequestReader {

    private static final Set<String> READ = Set.of(
            "model", "messages", "stream", "tools", "format", "think", "logprobs", "top_logprobs", Extras.OPTIONS);

    private static final Set<String> READ_OF_OPTIONS = Set.of(
            "num_predict", "temperature", "top_p", "top_k", "seed", "stop", "presence_penalty", "frequency_penalty");

    private final Field body;
    private final @Nullable Field options;

    private OllamaRequestReader(Field body) {
        this.body = body;
        this.options = body.member(Extras.OPTIONS);
    }

    static ChatRequest read(JsonBody body) {
        return new OllamaRequestReader(Field.root(Field.Author.CLIENT, body.toObject())).read();
    }

    private ChatRequest read() {
        return ChatRequest.builder(body.requiredString("model"))
                .messages(MessageReader.read(body.required("messages")))
                .tools(ToolReader.read(body.member("tools")))
                .stream(!Boolean.FALSE.equals(body.bool("stream")))
                .includeUsage(true)
                .maxTokens(options == null ? null : options.integer("num_predict"))
                .sampling(sampling())
                .responseFormat(format(body.member("format")))
                .reasoning(Thinking.read(body.member(Thinking.MEMBER)))
                .extras(extras())
                .build();
    }

    private Sampling sampling() {
        return new Sampling(
                number("temperature"),
                number("top_p"),
                options == null ? null : options.integer("top_k"),
                null,
                options == null ? null : options.integer("seed"),
                stop(options == null ? null : options.member("stop")),
                number("presence_penalty"),
                number("frequency_penalty"),
                null,
                body.bool("logprobs"),
                body.integer("top_logprobs"));
    }

    private @Nullable Double number(String name) {
        Field field = options == null ? null : options.member(name);
        return field == null ? null : Double.valueOf(field.number());
    }

    private static List<String> stop(@Nullable Field sequences) {
        List<String> stop = new ArrayList<>();
        if (sequences != null) {
            sequences.items().forEach(sequence -> stop.add(sequence.text()));
        }
        return stop;
    }

    private static @Nullable ResponseFormat format(@Nullable Field format) {
        if (format == null) {
            return null;
        }
        if (!format.isText()) {
            return new ResponseFormat.Schema("response", null, format.object(), null);
        }
        return switch (format.text()) {
            case "json" -> new ResponseFormat.JsonMode();
            case "" -> null;
            default -> throw format.wrong("json or a schema");
        };
    }

    private JsonObject extras() {
        JsonObject rest = body.others(READ);
        JsonObject own = options == null ? JsonObject.EMPTY : options.others(READ_OF_OPTIONS);
        return own.isEmpty() ? rest : rest.with(Extras.OPTIONS, own);
    }
}
