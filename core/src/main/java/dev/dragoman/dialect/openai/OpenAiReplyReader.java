package dev.dragoman.dialect.openai;

import dev.dragoman.dialect.Field;
import dev.dragoman.dialect.Field.Author;
import dev.dragoman.error.ApiResponseException;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonSyntaxException;
import dev.dragoman.model.ChatReply;
import dev.dragoman.model.Choice;
import java.util.ArrayList;
import java.util.List;
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
        if (reply.member("error") != null && reply.member("choices") == null) {
            throw OpenAiErrorReader.inBody(reply.object());
        }
        String id = reply.string("id");
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

    private static Field parse(byte[] body) {
        try {
            return Field.root(Author.VENDOR, Json.parse(body));
        } catch (JsonSyntaxException noJson) {
            throw new ApiResponseException("the vendor's answer is no JSON: " + noJson.getMessage());
        }
    }
}
