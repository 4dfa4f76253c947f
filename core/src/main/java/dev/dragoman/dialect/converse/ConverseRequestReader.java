package dev.dragoman.dialect.converse;

import dev.dragoman.dialect.Field;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.model.ChatRequest;
import dev.dragoman.model.Sampling;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a client's request. The model and whether to stream stand in the address in this format; whoever takes the address
 * apart puts them into the body as {@code model} and {@code stream}.
 */
final class ConverseRequestReader {

    private static final Set<String> READ = Set.of(
            "model",
            "stream",
            "messages",
            "system",
            "inferenceConfig",
            "toolConfig",
            "outputConfig",
            "serviceTier",
            "requestMetadata",
            Extras.FIELDS);

    private static final Set<String> SAID = Set.of("top_k");

    private final Field body;

    private ConverseRequestReader(Field body) {
        this.body = body;
    }

    static ChatRequest read(JsonBody body) {
        return new ConverseRequestReader(Field.root(Field.Author.CLIENT, body.toObject())).read();
    }

    private ChatRequest read() {
        String model = body.string("model");
        Field inference = body.member("inferenceConfig");
        Field fields = body.member(Extras.FIELDS);
        Field metadata = body.member("requestMetadata");
        Field tier = body.member("serviceTier");
        ChatRequest.Builder request = ChatRequest.builder(model == null ? "" : model)
                .messages(MessageReader.read(body.member("system"), body.required("messages")))
                .stream(Boolean.TRUE.equals(body.bool("stream")))
                .includeUsage(true)
                .maxTokens(inference == null ? null : inference.integer("maxTokens"))
                .sampling(sampling(inference, fields))
                .responseFormat(OutputFormat.read(body.member("outputConfig")))
                .serviceTier(tier == null ? null : tier.requiredString("type"))
                .metadata(metadata == null ? null : metadata.object())
                .extras(extras(fields));
        ToolReader.read(body.member("toolConfig"), request);
        return request.build();
    }

    private static Sampling sampling(@Nullable Field inference, @Nullable Field fields) {
        Field temperature = inference == null ? null : inference.member("temperature");
        Field topP = inference == null ? null : inference.member("topP");
        return new Sampling(
                temperature == null ? null : temperature.number(),
                topP == null ? null : topP.number(),
                fields == null ? null : fields.integer("top_k"),
                null,
                null,
                stop(inference == null ? null : inference.member("stopSequences")),
                null,
                null,
                null,
                null,
                null);
    }

    private static List<String> stop(@Nullable Field sequences) {
        List<String> stop = new ArrayList<>();
        if (sequences != null) {
            sequences.items().forEach(sequence -> stop.add(sequence.text()));
        }
        return stop;
    }

    private JsonObject extras(@Nullable Field fields) {
        JsonObject rest = body.others(READ);
        JsonObject own = fields == null ? JsonObject.EMPTY : fields.others(SAID);
        return own.isEmpty() ? rest : rest.with(Extras.FIELDS, own);
    }

    /** A member with one text, as most unions of this format have. */
    static JsonObject single(String name, String value) {
        return JsonObject.of(name, new JsonString(value));
    }
}
