package dev.dragoman.dialect.openai;

import dev.dragoman.dialect.Field;
import dev.dragoman.dialect.Field.Author;
import dev.dragoman.error.ApiResponseException;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonSyntaxException;
import dev.dragoman.json.JsonValue;
import dev.dragoman.model.ChatReply;
import dev.dragoman.model.Choice;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Reads a vendor's whole answer. */
final class OpenAiReplyReader {

    private static final Set<String> READ =
            Set.of("id", "object", "created", "model", "choices", "usage", "service_tier");

    private final boolean thinkTags;

    OpenAiReplyReader(boolean thinkTags) {
        this.thinkTags = thinkTags;
    }

    ChatReply read(byte[] body) {
        Field reply = parse(body);
        if (reply.member("choices") == null && OpenAiErrorReader.isError(reply.object())) {
            throw OpenAiErrorReader.inBody(reply.object());
        }
        String id = reply.string("id");
        if (thinkTags && SourceMarks.listed(JsonBody.of(reply.object()))) {
            reply = Field.root(Author.VENDOR, annotated(reply.object()));
        }
        List<Choice> choices = new ArrayList<>();
        for (Field choice : reply.required("choices").items()) {
            choices.add(ChoiceReader.read(choice, id == null ? reply.value().toJson() : id, thinkTags));
        }
        String model = reply.string("model");
        return new ChatReply(
                id,
                model == null ? "" : model,
                reply.integer("created"),
                choices,
                Usages.read(reply.member("usage")),
                reply.string("service_tier"),
                reply.others(READ));
    }

    private static JsonObject annotated(JsonObject reply) {
        JsonBody answer = JsonBody.of(reply);
        List<JsonValue> choices = new ArrayList<>();
        for (JsonValue choice : Objects.requireNonNullElse(reply.array("choices"), JsonArray.EMPTY)) {
            JsonObject message = choice instanceof JsonObject one ? one.object("message") : null;
            choices.add(
                    message == null
                            ? choice
                            : ((JsonObject) choice)
                                    .with(
                                            "message",
                                            SourceMarks.annotated(JsonBody.of(message), answer)
                                                    .toObject()));
        }
        return reply.with("choices", new JsonArray(choices));
    }

    private static Field parse(byte[] body) {
        try {
            return Field.root(Author.VENDOR, Json.parse(body));
        } catch (JsonSyntaxException noJson) {
            throw new ApiResponseException("the vendor's answer is no JSON: " + noJson.getMessage());
        }
    }
}
