package dev.dragoman.gateway.cache;

import dev.dragoman.dialect.openai.TextDialect;
import dev.dragoman.dialect.responses.ResponsesDialect;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonValue;
import dev.dragoman.routing.ChatSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A conversation as a question that may be asked in other words: the last thing that the user said, and all the rest, which must be
 * equal for two questions to be alike.
 *
 * @param text what the user said last
 * @param rest the request without it
 */
record Prompt(String text, JsonBody rest) {

    private static final JsonString NOTHING = new JsonString("");
    private static final String TEXT = "text";

    /** The question of a request; null when its last word is not a user's text. */
    static @Nullable Prompt of(ChatSource source) {
        String member = member(source.dialect().name());
        JsonValue said = source.body().value(member);
        return switch (said) {
            case JsonString text -> prompt(text.value(), source.body().with(member, NOTHING));
            case JsonArray turns
            when !turns.isEmpty() && turns.items().getLast() instanceof JsonObject last ->
                ofTurns(source.body(), member, turns.items(), last);
            case null, default -> null;
        };
    }

    private static String member(String dialect) {
        return switch (dialect) {
            case TextDialect.NAME -> "prompt";
            case ResponsesDialect.NAME -> "input";
            case "gemini" -> "contents";
            default -> "messages";
        };
    }

    private static @Nullable Prompt prompt(String text, JsonBody rest) {
        return text.isBlank() ? null : new Prompt(text.strip(), rest);
    }

    private static @Nullable Prompt ofTurns(JsonBody body, String member, List<JsonValue> turns, JsonObject last) {
        String role = last.string("role");
        if (role != null && !role.equals("user")) {
            return null;
        }
        String content = last.has("parts") ? "parts" : "content";
        StringBuilder text = new StringBuilder();
        JsonValue emptied = emptied(last.get(content), text);
        List<JsonValue> rest = new ArrayList<>(turns.subList(0, turns.size() - 1));
        rest.add(last.with(content, emptied));
        return prompt(text.toString(), body.with(member, new JsonArray(rest)));
    }

    /** The content without its texts, which are handed over. */
    private static JsonValue emptied(@Nullable JsonValue content, StringBuilder into) {
        if (content instanceof JsonString text) {
            into.append(text.value());
            return NOTHING;
        }
        List<JsonValue> parts = new ArrayList<>();
        if (content instanceof JsonArray all) {
            for (JsonValue part : all) {
                String text = part instanceof JsonObject object ? object.string(TEXT) : null;
                if (text == null) {
                    parts.add(part);
                } else {
                    into.append(into.isEmpty() ? "" : "\n").append(text);
                    parts.add(((JsonObject) part).with(TEXT, NOTHING));
                }
            }
        }
        return new JsonArray(parts);
    }
}
