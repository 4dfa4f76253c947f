package dev.dragoman.bench.mock;

import dev.dragoman.json.Json;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonNull;
import dev.dragoman.json.JsonObject;

/**
 * OpenAI's Chat Completions.
 *
 * @see <a href="https://platform.openai.com/docs/api-reference/chat">OpenAI: Chat</a>
 */
final class OpenAiWire implements Wire {

    private static final String ID = "chatcmpl-B9MBs8CjcvOU2jLn4n570S5qMJKcT";
    private static final long CREATED = 1_767_225_600L;

    @Override
    public String pathEnd() {
        return "/chat/completions";
    }

    @Override
    public JsonObject whole(String text) {
        JsonObject message = JsonObject.builder()
                .put("role", "assistant")
                .put("content", text)
                .put("refusal", JsonNull.NULL)
                .put("annotations", JsonArray.EMPTY)
                .build();
        return head("chat.completion")
                .put(
                        "choices",
                        JsonArray.of(choice("message", message)
                                .put("finish_reason", "stop")
                                .build()))
                .put("usage", usage())
                .build();
    }

    @Override
    public String opening() {
        return chunk(
                JsonObject.builder().put("role", "assistant").put("content", "").build());
    }

    @Override
    public String event(String text) {
        return chunk(JsonObject.builder().put("content", text).build());
    }

    @Override
    public String closing() {
        JsonObject last =
                choice("delta", JsonObject.EMPTY).put("finish_reason", "stop").build();
        JsonObject.Builder usage =
                head("chat.completion.chunk").put("choices", JsonArray.EMPTY).put("usage", usage());
        return sse(head("chat.completion.chunk")
                        .put("choices", JsonArray.of(last))
                        .build())
                + sse(usage.build())
                + "data: [DONE]\n\n";
    }

    private static String chunk(JsonObject delta) {
        JsonObject choice =
                choice("delta", delta).put("finish_reason", JsonNull.NULL).build();
        return sse(head("chat.completion.chunk")
                .put("choices", JsonArray.of(choice))
                .build());
    }

    private static JsonObject.Builder head(String object) {
        return JsonObject.builder()
                .put("id", ID)
                .put("object", object)
                .put("created", CREATED)
                .put("model", "bench")
                .put("service_tier", "default")
                .put("system_fingerprint", "fp_44709d6fcb");
    }

    private static JsonObject.Builder choice(String member, JsonObject said) {
        return JsonObject.builder().put("index", 0).put(member, said).put("logprobs", JsonNull.NULL);
    }

    private static JsonObject usage() {
        return JsonObject.builder()
                .put("prompt_tokens", 1117)
                .put("completion_tokens", 46)
                .put("total_tokens", 1163)
                .put(
                        "prompt_tokens_details",
                        JsonObject.builder()
                                .put("cached_tokens", 1024)
                                .put("audio_tokens", 0)
                                .build())
                .put(
                        "completion_tokens_details",
                        JsonObject.builder().put("reasoning_tokens", 0).build())
                .build();
    }

    private static String sse(JsonObject data) {
        return "data: " + Json.text(data) + "\n\n";
    }
}
