package dev.dragoman.testkit.openai;

import dev.dragoman.testkit.json.Json;
import dev.dragoman.testkit.vendor.Sse;
import dev.dragoman.testkit.wire.Frame;
import dev.dragoman.testkit.wire.Header;
import dev.dragoman.testkit.wire.Reply;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Goes on with texts: every text is followed by itself in brackets. */
final class TextCompletions {

    private final JsonNode body;
    private final List<String> texts;

    TextCompletions(JsonNode body, List<String> texts) {
        this.body = body;
        this.texts = texts;
    }

    Reply reply() {
        return body.path("stream").asBoolean(false) ? streamed() : whole();
    }

    private Reply whole() {
        ObjectNode reply = head();
        for (String text : texts) {
            choice(reply, continuation(text), texts.indexOf(text), "stop");
        }
        usage(reply);
        return Reply.whole(200, List.of(new Header("content-type", "application/json")), Json.bytes(reply));
    }

    private Reply streamed() {
        List<Frame> frames = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            for (String word : continuation(texts.get(i)).split("(?= )", -1)) {
                ObjectNode chunk = head();
                choice(chunk, word, i, null);
                frames.add(Frame.of(Sse.data(chunk)));
            }
            ObjectNode last = head();
            choice(last, "", i, "stop");
            frames.add(Frame.of(Sse.data(last)));
        }
        if (body.path("stream_options").path("include_usage").asBoolean(false)) {
            ObjectNode told = head();
            told.putArray("choices");
            usage(told);
            frames.add(Frame.of(Sse.data(told)));
        }
        frames.add(Frame.of(Sse.data("[DONE]")));
        return Reply.chunked(200, List.of(new Header("content-type", "text/event-stream")), frames);
    }

    private ObjectNode head() {
        return Json.object()
                .put("id", "cmpl-fake")
                .put("object", "text_completion")
                .put("created", ChatCompletionReplies.CREATED)
                .put("model", body.path("model").asString(""));
    }

    private void choice(ObjectNode reply, String text, int index, @Nullable String finish) {
        ObjectNode choice = reply.withArray("choices").addObject();
        choice.put("text", text).put("index", index).putNull("logprobs").put("finish_reason", finish);
        if (!body.path("logprobs").isMissingNode() && !text.isEmpty()) {
            ObjectNode logprobs = choice.putObject("logprobs");
            logprobs.putArray("tokens").add(text);
            logprobs.putArray("token_logprobs").add(-0.5);
            logprobs.putArray("top_logprobs").addObject().put(text, -0.5);
            logprobs.putArray("text_offset").add(0);
        }
    }

    private static String continuation(String text) {
        return " [" + text + "]";
    }

    private void usage(ObjectNode reply) {
        long tokens = texts.stream().mapToLong(String::length).sum();
        reply.putObject("usage")
                .put("prompt_tokens", tokens)
                .put("completion_tokens", tokens)
                .put("total_tokens", 2 * tokens);
    }
}
