package dev.dragoman.bench.mock;

import dev.dragoman.json.Json;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonNull;
import dev.dragoman.json.JsonObject;

/**
 * Anthropic's Messages.
 *
 * @see <a href="https://platform.claude.com/docs/en/api/messages">Anthropic: Messages</a>
 */
final class AnthropicWire implements Wire {

    @Override
    public String pathEnd() {
        return "/messages";
    }

    @Override
    public JsonObject whole(String text) {
        JsonObject block =
                JsonObject.builder().put("type", "text").put("text", text).build();
        return message(JsonArray.of(block))
                .put("stop_reason", "end_turn")
                .put("stop_sequence", JsonNull.NULL)
                .put("usage", usage())
                .build();
    }

    @Override
    public String opening() {
        JsonObject message = message(JsonArray.EMPTY)
                .put("stop_reason", JsonNull.NULL)
                .put("stop_sequence", JsonNull.NULL)
                .put("usage", usage())
                .build();
        JsonObject block =
                JsonObject.builder().put("type", "text").put("text", "").build();
        return sse(step("message_start").put("message", message).build())
                + sse(step("content_block_start")
                        .put("index", 0)
                        .put("content_block", block)
                        .build());
    }

    @Override
    public String event(String text) {
        JsonObject delta =
                JsonObject.builder().put("type", "text_delta").put("text", text).build();
        return sse(
                step("content_block_delta").put("index", 0).put("delta", delta).build());
    }

    @Override
    public String closing() {
        JsonObject delta = JsonObject.builder()
                .put("stop_reason", "end_turn")
                .put("stop_sequence", JsonNull.NULL)
                .build();
        return sse(step("content_block_stop").put("index", 0).build())
                + sse(step("message_delta")
                        .put("delta", delta)
                        .put("usage", usage())
                        .build())
                + sse(step("message_stop").build());
    }

    private static JsonObject.Builder message(JsonArray content) {
        return JsonObject.builder()
                .put("id", "msg_01XFDUDYJgAACzvnptvVoYEL")
                .put("type", "message")
                .put("role", "assistant")
                .put("model", "bench")
                .put("content", content);
    }

    private static JsonObject.Builder step(String type) {
        return JsonObject.builder().put("type", type);
    }

    private static JsonObject usage() {
        return JsonObject.builder()
                .put("input_tokens", 93)
                .put("cache_creation_input_tokens", 0)
                .put("cache_read_input_tokens", 1024)
                .put("output_tokens", 46)
                .build();
    }

    private static String sse(JsonObject data) {
        return "event: " + data.string("type") + "\ndata: " + Json.text(data) + "\n\n";
    }
}
