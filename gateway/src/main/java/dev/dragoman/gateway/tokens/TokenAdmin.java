package dev.dragoman.gateway.tokens;

import dev.dragoman.catalog.ChatTokens;
import dev.dragoman.error.BadRequestException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonSyntaxException;
import dev.dragoman.json.JsonValue;
import dev.dragoman.routing.Deployment;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Counts the tokens of what a client is about to send, without sending it.
 *
 * @see <a href="https://docs.litellm.ai/docs/proxy/token_counter">LiteLLM: token counter</a>
 */
public final class TokenAdmin {

    /** LiteLLM's name for OpenAI's vocabularies. */
    private static final String TOKENIZER = "openai_tokenizer";

    private final ChatTokens tokens;
    private final Function<String, List<Deployment>> models;

    /**
     * An endpoint's work.
     *
     * @param models the deployments behind a public name
     */
    public TokenAdmin(ChatTokens tokens, Function<String, List<Deployment>> models) {
        this.tokens = tokens;
        this.models = models;
    }

    /**
     * The tokens of a prompt or of messages.
     *
     * @param json {@code {"model", "prompt"}}, or {@code messages} or {@code contents} in place of the prompt, and
     *     {@code tools}, {@code tool_choice} and {@code system} with them
     * @param atVendor whether the vendor is to count, as the query says; null for no
     */
    public JsonObject count(byte[] json, @Nullable String atVendor) {
        if (atVendor != null && !atVendor.equalsIgnoreCase("false")) {
            throw invalid(
                    "call_endpoint: " + shown(new JsonString(atVendor))
                            + " (expected: false; tokens are counted here, not by the vendor)",
                    "call_endpoint");
        }
        JsonObject asked = parsed(json);
        String model = asked.string("model");
        if (model == null || model.isBlank()) {
            throw invalid("model: missing (expected: the name of a model)", "model");
        }
        List<Deployment> found = models.apply(model);
        String used =
                found.isEmpty() ? model : found.getFirst().target().traits().name();
        return JsonObject.builder()
                .put("total_tokens", total(used, asked))
                .put("request_model", model)
                .put("model_used", used)
                .put("tokenizer_type", TOKENIZER)
                .build();
    }

    private long total(String model, JsonObject asked) {
        JsonValue prompt = asked.get("prompt");
        boolean chat = isList(asked, "messages") || isList(asked, "contents");
        if (chat) {
            return tokens.chat(model, asked);
        }
        return switch (prompt) {
            case JsonString text -> tokens.text(model, text.value());
            case JsonArray texts -> sum(model, texts);
            case null, default ->
                throw invalid("prompt, messages or contents must be given (expected: one of them)", "messages");
        };
    }

    private long sum(String model, JsonArray texts) {
        long sum = 0;
        for (JsonValue item : texts) {
            if (!(item instanceof JsonString text)) {
                throw invalid("prompt: " + shown(item) + " (expected: a text, or a list of texts)", "prompt");
            }
            sum += tokens.text(model, text.value());
        }
        return sum;
    }

    private static boolean isList(JsonObject asked, String name) {
        JsonValue value = asked.get(name);
        if (value != null && !(value instanceof JsonArray) && !value.toJson().equals("null")) {
            throw invalid(name + ": " + shown(value) + " (expected: a list)", name);
        }
        return value instanceof JsonArray;
    }

    private static String shown(JsonValue value) {
        String text = value.toJson();
        return text.length() <= 80 ? text : text.substring(0, 80) + "...";
    }

    private static JsonObject parsed(byte[] json) {
        try {
            if (Json.parse(json) instanceof JsonObject object) {
                return object;
            }
        } catch (JsonSyntaxException wrong) {
            throw invalid("the request body is not valid JSON: " + wrong.getMessage(), null);
        }
        throw invalid("the request body is no object (expected: model and messages)", null);
    }

    private static BadRequestException invalid(String message, @Nullable String param) {
        return new BadRequestException(
                ErrorDetail.of(message).withType("invalid_request_error").withParam(param));
    }
}
