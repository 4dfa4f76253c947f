package dev.dragoman.testkit.openai;

import dev.dragoman.testkit.answer.Content;
import dev.dragoman.testkit.answer.Streaming;
import dev.dragoman.testkit.json.Json;
import dev.dragoman.testkit.vendor.ChatCall;
import dev.dragoman.testkit.vendor.EventStream;
import dev.dragoman.testkit.vendor.Sse;
import dev.dragoman.testkit.wire.Header;
import dev.dragoman.testkit.wire.Reply;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** The answering side of the Chat Completions API, shared by all that speak it. */
public final class ChatCompletions {

    private static final List<Header> HEADERS = List.of(
            new Header("openai-processing-ms", "12"),
            new Header("openai-version", "2020-10-01"),
            new Header("x-ratelimit-limit-requests", "10000"),
            new Header("x-ratelimit-remaining-requests", "9999"),
            new Header("x-ratelimit-reset-requests", "6ms"),
            new Header("x-ratelimit-limit-tokens", "2000000"),
            new Header("x-ratelimit-remaining-tokens", "1999990"),
            new Header("x-ratelimit-reset-tokens", "0s"));

    private final Numbering numbering = new Numbering();
    private final boolean showsReasoning;
    private final ChatCompletionReplies replies;

    /** An answering side that tells reasoning in {@code reasoning_content} or keeps it to itself. */
    public ChatCompletions(boolean showsReasoning) {
        this.showsReasoning = showsReasoning;
        this.replies = new ChatCompletionReplies(numbering, showsReasoning);
    }

    /** The whole answer. */
    public ObjectNode whole(ChatCall call, Content content) {
        return replies.whole(call, content);
    }

    /** The chunks of the streamed answer, without the end mark. */
    public List<ObjectNode> chunks(ChatCall call, Content content, Streaming streaming) {
        String id = numbering.next("chatcmpl-");
        return new ChatCompletionChunks(replies, call, content, streaming, id, showsReasoning).chunks();
    }

    /** A reply with this JSON. */
    public Reply reply(ObjectNode body) {
        return Reply.whole(200, headers(new Header("content-type", "application/json")), Json.bytes(body));
    }

    /** A stream of these chunks and the end mark. */
    public EventStream stream(List<ObjectNode> chunks) {
        List<byte[]> events = new ArrayList<>();
        chunks.forEach(chunk -> events.add(Sse.data(chunk)));
        events.add(Sse.data("[DONE]"));
        return new EventStream(headers(Sse.CONTENT_TYPE), events);
    }

    private List<Header> headers(Header contentType) {
        List<Header> headers = new ArrayList<>();
        headers.add(contentType);
        headers.add(new Header("x-request-id", numbering.next("req_")));
        headers.addAll(HEADERS);
        return headers;
    }
}
