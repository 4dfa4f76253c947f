package dev.dragoman.dialect.openai;

import dev.dragoman.dialect.Field;
import dev.dragoman.dialect.Field.Author;
import dev.dragoman.error.ApiResponseException;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonNull;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonSyntaxException;
import dev.dragoman.json.JsonValue;
import dev.dragoman.model.ChatReply;
import dev.dragoman.model.Choice;
import dev.dragoman.model.FinishReason;
import dev.dragoman.model.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a vendor's whole answer. */
final class OpenAiReplyReader {

    private static final Set<String> REPLY =
            Set.of("id", "object", "created", "model", "choices", "usage", "service_tier");
    private static final Set<String> CHOICE = Set.of("index", "message", "finish_reason", "logprobs");

    private static final int MOST_CHOICES = 1000;

    private final boolean thinkTags;

    OpenAiReplyReader(boolean thinkTags) {
        this.thinkTags = thinkTags;
    }

    ChatReply read(byte[] body) {
        Field reply = parse(body);
        if (reply.member("error") != null && reply.member("choices") == null) {
            throw OpenAiErrorReader.inBody(reply.object());
        }
        List<Choice> choices = new ArrayList<>();
        for (Field choice : reply.required("choices").items()) {
            choices.add(choice(choice));
        }
        String model = reply.string("model");
        return new ChatReply(
                reply.string("id"),
                model == null ? "" : model,
                reply.integer("created"),
                choices,
                Usages.read(reply.member("usage")),
                reply.string("service_tier"),
                rest(reply, REPLY));
    }

    static Field parse(byte[] body) {
        try {
            return Field.root(Author.VENDOR, Json.parse(body));
        } catch (JsonSyntaxException noJson) {
            throw new ApiResponseException("the vendor's answer is no JSON: " + noJson.getMessage());
        }
    }

    private Choice choice(Field choice) {
        Field message = choice.required("message");
        List<Part> parts = parts(message);
        boolean calls = parts.stream().anyMatch(Part.ToolCall.class::isInstance);
        String word = choice.string("finish_reason");
        FinishReason finish = word == null ? null : Finishes.read(word, calls);
        Field logprobs = choice.member("logprobs");
        return new Choice(
                number(choice),
                parts,
                finish,
                null,
                null,
                logprobs == null ? null : logprobs.value(),
                annotations(message.member("annotations")),
                extras(choice, message));
    }

    /** A choice's number; servers that give one answer only may leave it out. */
    static int number(Field choice) {
        Field index = choice.member("index");
        if (index == null) {
            return 0;
        }
        long number = index.integer();
        if (number < 0 || number > MOST_CHOICES) {
            throw index.wrong("0 to " + MOST_CHOICES);
        }
        return (int) number;
    }

    private List<Part> parts(Field message) {
        List<Part> parts = new ArrayList<>();
        Thoughts.read(message, parts);
        content(message.member("content"), parts);
        String refusal = message.string("refusal");
        if (refusal != null) {
            parts.add(new Part.Refusal(refusal));
        }
        audio(message.member("audio"), parts);
        images(message.member("images"), parts);
        calls(message, parts);
        return parts;
    }

    private void content(@Nullable Field content, List<Part> parts) {
        if (content == null) {
            return;
        }
        if (!content.isText()) {
            parts.addAll(ContentReader.parts(content));
            return;
        }
        ThinkTags.Split split = ThinkTags.split(thinkTags ? content.text() : "");
        if (split != null) {
            parts.add(new Part.Thinking(split.thought(), null));
        }
        String text = split == null ? content.text() : split.answer();
        if (!text.isEmpty()) {
            parts.add(new Part.Text(text));
        }
    }

    private static void audio(@Nullable Field audio, List<Part> parts) {
        if (audio != null) {
            parts.add(new Part.SpokenAudio(
                    audio.string("id"),
                    audio.string("data"),
                    audio.string("transcript"),
                    null,
                    audio.integer("expires_at")));
        }
    }

    private static void images(@Nullable Field images, List<Part> parts) {
        if (images != null) {
            for (Field image : images.items()) {
                parts.add(ContentReader.image(image));
            }
        }
    }

    private static void calls(Field message, List<Part> parts) {
        Field calls = message.member("tool_calls");
        if (calls != null) {
            for (Field call : calls.items()) {
                parts.add(MessageReader.call(call));
            }
        }
        Field legacy = message.member("function_call");
        if (legacy != null) {
            String name = legacy.requiredString("name");
            parts.add(
                    new Part.ToolCall("call_" + name, name, OpenAiRequestReader.arguments(legacy.member("arguments"))));
        }
    }

    private static List<JsonObject> annotations(@Nullable Field annotations) {
        if (annotations == null) {
            return List.of();
        }
        List<JsonObject> read = new ArrayList<>();
        for (Field annotation : annotations.items()) {
            read.add(annotation.object());
        }
        return read;
    }

    private static JsonObject extras(Field choice, Field message) {
        JsonObject extras = rest(choice, CHOICE);
        Field own = message.member("provider_specific_fields");
        return own == null ? extras : extras.with("provider_specific_fields", own.object());
    }

    static JsonObject rest(Field field, Set<String> known) {
        JsonObject.Builder rest = JsonObject.builder();
        field.object().forEach((String name, JsonValue value) -> {
            if (!known.contains(name) && value != JsonNull.NULL) {
                rest.put(name, value);
            }
        });
        return rest.build();
    }
}
