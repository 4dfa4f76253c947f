package dev.dragoman.provider.copilot;

import dev.dragoman.http.Headers;
import dev.dragoman.http.Slice;
import dev.dragoman.http.UpstreamRequest;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.KeyWatch;

/** What Copilot wants to be told of a conversation in header fields: who goes on with it, and whether it has images. */
final class Conversation {

    private static final String MESSAGES = "messages";
    private static final KeyWatch WATCH = KeyWatch.builder()
            .text("role", "assistant")
            .text("role", "tool")
            .text("type", "image_url")
            .build();

    private Conversation() {}

    static Headers announced(UpstreamRequest request) {
        JsonBody body = JsonBody.parse(Slice.of(request.body().toBytes()), WATCH);
        boolean agent = body.mentions(MESSAGES, "role=assistant") || body.mentions(MESSAGES, "role=tool");
        Headers.Builder headers = request.headers().toBuilder().set("x-initiator", agent ? "agent" : "user");
        return body.mentions(MESSAGES, "type=image_url")
                ? headers.set("copilot-vision-request", "true").build()
                : headers.build();
    }
}
