package dev.dragoman.dialect.openai;

import dev.dragoman.dialect.Field;
import dev.dragoman.dialect.ReplyFrame;
import dev.dragoman.error.ApiResponseException;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonSyntaxException;
import dev.dragoman.json.JsonWriter;
import dev.dragoman.model.ChatReply;
import dev.dragoman.model.Choice;
import dev.dragoman.model.FinishReason;
import dev.dragoman.model.Part;
import dev.dragoman.model.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whole answers, both ways. */
final class TextReplies {

    static final String OBJECT = "text_completion";
    static final Set<String> READ = Set.of("id", "object", "created", "model", "choices", "usage", "service_tier");
    private static final Set<String> READ_OF_CHOICE = Set.of("text", "index", "logprobs", "finish_reason");

    private TextReplies() {}

    static ChatReply read(byte[] body) {
        Field reply = parsed(body);
        if (reply.member("choices") == null && OpenAiErrorReader.isError(reply.object())) {
            throw OpenAiErrorReader.inBody(reply.object());
        }
        List<Choice> choices = new ArrayList<>();
        reply.required("choices").items().forEach(choice -> choices.add(choice(choice)));
        String model = reply.string("model");
        return new ChatReply(
                reply.string("id"),
                model == null ? "" : model,
                reply.integer("created"),
                choices,
                Usages.read(reply.member("usage")),
                reply.string("service_tier"),
                reply.others(READ));
    }

    static byte[] write(ChatReply reply, ReplyFrame frame) {
        JsonWriter out = new JsonWriter(1024).beginObject();
        out.member("id", reply.id() == null ? id(frame) : reply.id()).member("object", OBJECT);
        out.member("created", reply.created() == null ? frame.createdSeconds() : reply.created());
        out.member("model", frame.model()).name("choices").beginArray();
        reply.choices().forEach(choice -> write(out, choice));
        out.endArray();
        if (!reply.usage().equals(Usage.NONE)) {
            Usages.write(out, reply.usage());
        }
        out.memberIfPresent("service_tier", reply.serviceTier()).allMembers(reply.extras());
        return out.endObject().toBytes();
    }

    /** The id of an answer whose vendor gave none. */
    static String id(ReplyFrame frame) {
        String id = frame.id();
        return id.startsWith("chatcmpl-") ? "cmpl-" + id.substring("chatcmpl-".length()) : id;
    }

    /** The reason why a model stopped; a text can only be complete, too long, or filtered. */
    static String finish(@Nullable FinishReason finish) {
        return switch (finish) {
            case LENGTH -> "length";
            case CONTENT_FILTER -> "content_filter";
            case null, default -> "stop";
        };
    }

    private static Field parsed(byte[] body) {
        try {
            return Field.root(Field.Author.VENDOR, Json.parse(body));
        } catch (JsonSyntaxException noJson) {
            throw new ApiResponseException("the vendor's answer is no JSON: " + noJson.getMessage());
        }
    }

    private static Choice choice(Field choice) {
        String text = choice.string("text");
        String finish = choice.string("finish_reason");
        Field logprobs = choice.member("logprobs");
        return new Choice(
                ChoiceReader.index(choice),
                text == null || text.isEmpty() ? List.of() : List.of(new Part.Text(text)),
                finish == null ? null : Finishes.read(finish, false),
                finish == null ? null : Finishes.unusual(finish),
                null,
                logprobs == null ? null : TextLogprobs.read(logprobs),
                List.of(),
                choice.others(READ_OF_CHOICE));
    }

    private static void write(JsonWriter out, Choice choice) {
        out.beginObject().member("text", text(choice.parts())).member("index", choice.index());
        out.name("logprobs");
        if (choice.logprobs() instanceof JsonObject logprobs) {
            TextLogprobs.write(out, logprobs, 0);
        } else {
            out.nullValue();
        }
        out.member("finish_reason", finish(choice.finish()));
        out.allMembers(choice.extras()).endObject();
    }

    private static String text(List<Part> parts) {
        StringBuilder text = new StringBuilder();
        for (Part part : parts) {
            switch (part) {
                case Part.Text said -> text.append(said.text());
                case Part.Refusal refusal -> text.append(refusal.text());
                case Part other -> {} // Thoughts and the like have no place in a text.
            }
        }
        return text.toString();
    }
}
