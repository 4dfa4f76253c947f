package dev.dragoman.catalog;

import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonValue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Counts the tokens of a chat before it is sent: of its messages in OpenAI's or Anthropic's form, or Google's contents, of its
 * tools and of what the vendor puts between them.
 *
 * @see <a href="https://cookbook.openai.com/examples/how_to_count_tokens_with_tiktoken">OpenAI: counting tokens</a>
 */
public final class ChatTokens {

    private static final int PER_MESSAGE = 3;
    private static final int PER_NAME = 1;
    private static final int REPLY = 3;
    private static final int TOOLS = 9;
    private static final int TOOLS_BESIDE_SYSTEM = -4;
    private static final int NAMED_TOOL = 7;

    /** Members of a part that are for machines only. */
    private static final Set<String> UNCOUNTED =
            Set.of("type", "id", "tool_use_id", "cache_control", "is_error", "signature", "data", "thought_signature");

    private final TokenCounter texts;

    public ChatTokens(TokenCounter texts) {
        this.texts = texts;
    }

    /** The tokens of a text alone. */
    public long text(String model, String text) {
        return texts.count(model, text);
    }

    /**
     * The tokens of a chat.
     *
     * @param chat {@code messages} or {@code contents}, and whatever else of {@code system}, {@code tools} and
     *     {@code tool_choice} there is
     */
    public long chat(String model, JsonObject chat) {
        long tokens = REPLY;
        boolean system = chat.has("system");
        tokens += system ? PER_MESSAGE + content(model, chat.get("system")) : 0;
        for (JsonValue item : items(chat)) {
            if (item instanceof JsonObject message) {
                tokens += message(model, message);
                system |= "system".equals(message.string("role"));
            }
        }
        return tokens + tools(model, chat, system);
    }

    /**
     * The tokens of any request for an answer: a chat, a text to go on with, or the input of OpenAI's Responses.
     *
     * @param request what was asked
     */
    public long request(String model, JsonObject request) {
        if (request.has("messages") || request.has("contents")) {
            return chat(model, request);
        }
        JsonValue input = request.has("input") ? request.get("input") : request.get("prompt");
        JsonArray items = input instanceof JsonArray list ? list : JsonArray.EMPTY;
        return plain(model, input) + plain(model, request.get("instructions")) + chat(model, asChat(request, items));
    }

    private static JsonObject asChat(JsonObject request, JsonArray items) {
        JsonArray tools = request.array("tools");
        JsonObject chat = JsonObject.of("messages", items);
        return tools == null ? chat : chat.with("tools", tools);
    }

    private static JsonArray items(JsonObject chat) {
        JsonArray messages = chat.array("messages");
        JsonArray contents = messages == null ? chat.array("contents") : messages;
        return contents == null ? JsonArray.EMPTY : contents;
    }

    private long message(String model, JsonObject message) {
        long[] tokens = {PER_MESSAGE};
        message.forEach((name, value) -> {
            switch (name) {
                case "name" -> tokens[0] += PER_NAME + plain(model, value);
                case "content", "parts" -> tokens[0] += content(model, value);
                case "tool_calls" -> tokens[0] += calls(model, value);
                case "function_call" -> tokens[0] += arguments(model, value);
                default -> tokens[0] += plain(model, value);
            }
        });
        return tokens[0];
    }

    private long plain(String model, @Nullable JsonValue value) {
        return value instanceof JsonString text ? texts.count(model, text.value()) : 0;
    }

    private long calls(String model, JsonValue calls) {
        long tokens = 0;
        if (calls instanceof JsonArray list) {
            for (JsonValue call : list) {
                tokens += call instanceof JsonObject object ? arguments(model, object.get("function")) : 0;
            }
        }
        return tokens;
    }

    private long arguments(String model, @Nullable JsonValue function) {
        return function instanceof JsonObject object ? plain(model, object.get("arguments")) : 0;
    }

    private long content(String model, @Nullable JsonValue content) {
        if (!(content instanceof JsonArray parts)) {
            return plain(model, content);
        }
        long tokens = 0;
        for (JsonValue part : parts) {
            tokens += part instanceof JsonObject object ? part(model, object) : plain(model, part);
        }
        return tokens;
    }

    private long part(String model, JsonObject part) {
        String type = part.string("type");
        return switch (type) {
            case "image_url", "image", "input_image" -> ImageTokens.of(model, part);
            case "input_audio", "audio", "file", "document", "video_url", "video" -> ImageTokens.UNKNOWN;
            case null, default ->
                part.has("inlineData") || part.has("fileData") ? ImageTokens.UNKNOWN : members(model, part);
        };
    }

    /** All texts of a part, however deep. */
    private long members(String model, JsonObject part) {
        long[] tokens = {0};
        part.forEach((name, value) -> {
            if (!UNCOUNTED.contains(name)) {
                tokens[0] += anything(model, value);
            }
        });
        return tokens[0];
    }

    private long anything(String model, JsonValue value) {
        return switch (value) {
            case JsonString text -> texts.count(model, text.value());
            case JsonArray parts -> content(model, parts);
            case JsonObject object -> texts.count(model, object.toJson());
            default -> texts.count(model, value.toJson());
        };
    }

    private long tools(String model, JsonObject chat, boolean system) {
        JsonArray tools = chat.array("tools");
        if (tools == null || tools.isEmpty()) {
            return 0;
        }
        long tokens = texts.count(model, ToolText.of(tools)) + TOOLS + (system ? TOOLS_BESIDE_SYSTEM : 0);
        JsonValue choice = chat.get("tool_choice");
        if (choice instanceof JsonString word && word.value().equals("none")) {
            return tokens + 1;
        }
        JsonObject function = choice instanceof JsonObject named ? named.object("function") : null;
        String name = function == null ? null : function.string("name");
        return name == null ? tokens : tokens + NAMED_TOOL + texts.count(model, name);
    }
}
