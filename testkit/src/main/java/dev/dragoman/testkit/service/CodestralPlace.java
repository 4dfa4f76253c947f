package dev.dragoman.testkit.service;

import dev.dragoman.testkit.json.Json;
import dev.dragoman.testkit.vendor.Sse;
import dev.dragoman.testkit.wire.Frame;
import dev.dragoman.testkit.wire.RecordedRequest;
import dev.dragoman.testkit.wire.Reply;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Codestral's completions between two texts: the prompt in brackets, then the suffix in brackets, answered as a chat is.
 *
 * @see <a href="https://docs.mistral.ai/api/#tag/fim">Mistral AI: FIM API</a>
 */
final class CodestralPlace implements Place {

    private static final Counter COUNTER = Counter.bearer(Errors.DETAILS);

    @Override
    public Reply answer(RecordedRequest request) {
        if (!request.path().equals("/v1/fim/completions")) {
            throw COUNTER.unknown(request);
        }
        JsonNode body = COUNTER.checked(request, "MistralFim");
        String text = "[" + body.path("prompt").asString("") + "] ["
                + body.path("suffix").asString("") + "]";
        return body.path("stream").asBoolean(false) ? streamed(body, text) : whole(body, text);
    }

    private static Reply whole(JsonNode body, String text) {
        ObjectNode reply = head(body, "chat.completion");
        ObjectNode choice = reply.putArray("choices").addObject().put("index", 0);
        choice.putObject("message")
                .put("role", "assistant")
                .put("content", text)
                .putNull("tool_calls");
        choice.put("finish_reason", finish(body));
        return Errors.json(counted(reply));
    }

    private static Reply streamed(JsonNode body, String text) {
        List<Frame> frames = new ArrayList<>();
        for (String word : text.split("(?= )", -1)) {
            frames.add(Frame.of(Sse.data(chunk(body, word, null))));
        }
        frames.add(Frame.of(Sse.data(counted(chunk(body, "", finish(body))))));
        frames.add(Frame.of(Sse.data("[DONE]")));
        return Reply.chunked(200, List.of(Sse.CONTENT_TYPE), frames);
    }

    private static ObjectNode chunk(JsonNode body, String text, @Nullable String finish) {
        ObjectNode chunk = head(body, "chat.completion.chunk");
        ObjectNode choice = chunk.putArray("choices").addObject().put("index", 0);
        choice.putObject("delta").put("role", "assistant").put("content", text);
        choice.put("finish_reason", finish);
        return chunk;
    }

    private static ObjectNode head(JsonNode body, String object) {
        return Json.object()
                .put("id", "447e3e0d457e42e98248b5d2ef52a2a3")
                .put("object", object)
                .put("created", 1_767_225_600)
                .put("model", body.path("model").asString(""));
    }

    private static String finish(JsonNode body) {
        return body.has("max_tokens") ? "length" : "stop";
    }

    private static ObjectNode counted(ObjectNode reply) {
        reply.putObject("usage")
                .put("prompt_tokens", 8)
                .put("completion_tokens", 91)
                .put("total_tokens", 99);
        return reply;
    }
}
