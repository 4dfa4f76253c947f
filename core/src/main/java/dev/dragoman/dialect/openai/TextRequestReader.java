package dev.dragoman.dialect.openai;

import dev.dragoman.error.BadRequestException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonBoolean;
import dev.dragoman.json.JsonNull;
import dev.dragoman.json.JsonNumber;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonValue;
import dev.dragoman.model.ChatRequest;
import org.jspecify.annotations.Nullable;

/** Reads a text to go on with as what a user says; all else means the same as in a chat. */
final class TextRequestReader {

    private static final int MOST_ALTERNATIVES = 20;

    private TextRequestReader() {}

    static ChatRequest read(JsonBody body) {
        JsonBody chat = body.without("prompt")
                .without("logprobs")
                .without("echo")
                .without("suffix")
                .without("best_of")
                .with("messages", JsonArray.of(message(prompt(body.value("prompt")))));
        refuse(body);
        return new OpenAiRequestReader(withLogprobs(chat, body)).read();
    }

    private static JsonObject message(String text) {
        return JsonObject.builder().put("role", "user").put("content", text).build();
    }

    private static String prompt(@Nullable JsonValue prompt) {
        return switch (prompt) {
            case JsonString text -> text.value();
            case JsonArray texts
            when texts.size() == 1 && texts.items().getFirst() instanceof JsonString text -> text.value();
            case JsonArray items
            when items.size() > 1 && items.items().getFirst() instanceof JsonString ->
                throw wrong("prompt", items.size() + " texts", "one text: a chat model answers one at a time");
            case JsonArray tokens
            when !tokens.isEmpty() ->
                throw wrong("prompt", "numbers of tokens", "a text; only OpenAI's models take tokens");
            case null, default -> throw wrong("prompt", shown(prompt), "a text, or a list of texts");
        };
    }

    /** What a chat model cannot do. */
    private static void refuse(JsonBody body) {
        if (!body.isNull("suffix") && !"".equals(body.string("suffix"))) {
            throw wrong(
                    "suffix", shown(body.value("suffix")), "none: a chat model cannot write what stands before a text");
        }
        if (Boolean.TRUE.equals(body.bool("echo"))) {
            throw wrong("echo", "true", "false: a chat model does not repeat what it is told");
        }
        JsonNumber bestOf = body.number("best_of");
        JsonNumber wanted = body.number("n");
        long n = wanted == null || wanted.longValue() == null ? 1 : wanted.longValue();
        if (bestOf != null && bestOf.doubleValue() > n) {
            throw wrong("best_of", bestOf.literal(), "no more than n: a chat model gives all its answers");
        }
    }

    private static JsonBody withLogprobs(JsonBody chat, JsonBody body) {
        JsonValue asked = body.isNull("logprobs") ? null : body.value("logprobs");
        if (asked == null) {
            return chat;
        }
        Long alternatives = asked instanceof JsonNumber number ? number.longValue() : null;
        if (alternatives == null || alternatives < 0 || alternatives > MOST_ALTERNATIVES) {
            throw wrong("logprobs", shown(asked), "a whole number from 0 to " + MOST_ALTERNATIVES);
        }
        JsonBody with = chat.with("logprobs", JsonBoolean.of(true));
        return alternatives == 0 ? with : with.with("top_logprobs", JsonNumber.of(alternatives));
    }

    private static String shown(@Nullable JsonValue value) {
        if (value == null || value == JsonNull.NULL) {
            return "missing";
        }
        String json = value.toJson();
        return json.length() <= 80 ? json : json.substring(0, 80) + "...";
    }

    private static BadRequestException wrong(String name, String given, String expected) {
        return new BadRequestException(ErrorDetail.of(name + ": " + given + " (expected: " + expected + ")")
                .withType("invalid_request_error")
                .withParam(name));
    }
}
