package dev.dragoman.dialect.cohere;

import dev.dragoman.dialect.Field;
import dev.dragoman.json.JsonBody;
import dev.dragoman.model.ChatRequest;
import dev.dragoman.model.Reasoning;
import dev.dragoman.model.ResponseFormat;
import dev.dragoman.model.Sampling;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a client's request. */
final class CohereRequestReader {

    private static final Set<String> READ = Set.of(
            "model",
            "stream",
            "messages",
            "tools",
            "tool_choice",
            "response_format",
            "thinking",
            "max_tokens",
            "temperature",
            "p",
            "k",
            "seed",
            "stop_sequences",
            "presence_penalty",
            "frequency_penalty",
            "logprobs",
            Extras.STRICT_TOOLS);

    private final Field body;

    private CohereRequestReader(Field body) {
        this.body = body;
    }

    static ChatRequest read(JsonBody body) {
        return new CohereRequestReader(Field.root(Field.Author.CLIENT, body.toObject())).read();
    }

    private ChatRequest read() {
        ChatRequest.Builder request =
                ChatRequest.builder(body.requiredString("model"))
                        .messages(MessageReader.read(body.required("messages")))
                        .stream(Boolean.TRUE.equals(body.bool("stream")))
                        .includeUsage(true)
                        .maxTokens(body.integer("max_tokens"))
                        .sampling(sampling())
                        .responseFormat(format(body.member("response_format")))
                        .reasoning(reasoning(body.member("thinking")))
                        .extras(body.others(READ));
        ToolReader.read(body, request);
        return request.build();
    }

    private Sampling sampling() {
        return new Sampling(
                number("temperature"),
                number("p"),
                body.integer("k"),
                null,
                body.integer("seed"),
                stop(body.member("stop_sequences")),
                number("presence_penalty"),
                number("frequency_penalty"),
                null,
                body.bool("logprobs"),
                null);
    }

    private @Nullable Double number(String name) {
        Field field = body.member(name);
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
        Field type = format.required("type");
        Field schema = format.member("json_schema");
        return switch (type.text()) {
            case "text" -> new ResponseFormat.Text();
            case "json_object" ->
                schema == null
                        ? new ResponseFormat.JsonMode()
                        : new ResponseFormat.Schema("response", null, schema.object(), null);
            default -> throw type.wrong("text or json_object");
        };
    }

    private static @Nullable Reasoning reasoning(@Nullable Field thinking) {
        if (thinking == null) {
            return null;
        }
        Field type = thinking.required("type");
        Reasoning.Mode mode = switch (type.text()) {
            case "enabled" -> Reasoning.Mode.ENABLED;
            case "disabled" -> Reasoning.Mode.DISABLED;
            default -> throw type.wrong("enabled or disabled");
        };
        return new Reasoning(mode, null, thinking.integer("token_budget"), null);
    }
}
