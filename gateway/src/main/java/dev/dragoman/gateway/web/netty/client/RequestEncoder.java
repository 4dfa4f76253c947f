package dev.dragoman.gateway.web.netty.client;

import dev.dragoman.gateway.web.netty.wire.HeadWriter;
import dev.dragoman.gateway.web.netty.wire.OutgoingBody;
import dev.dragoman.http.UpstreamRequest;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;

/** Puts a request on a connection. */
final class RequestEncoder {

    private static final int SMALL_BODY = 64 << 10;
    private static final int SLACK = 32;

    private RequestEncoder() {}

    static void encode(
            UpstreamRequest request, boolean switching, HeadWriter writer, Channel channel, OutgoingBody outgoing) {
        writer.text(request.method())
                .text(" ")
                .text(request.target())
                .text(" HTTP/1.1")
                .newLine();
        if (!request.headers().contains("host")) {
            writer.field("host", request.origin().authority());
        }
        writer.fields(request.headers());
        if (switching) {
            writer.field("connection", "Upgrade");
        }
        long length = request.body().length();
        if (length > 0 || hasBody(request.method())) {
            writer.text("content-length: ").decimal(length).newLine();
        }
        writer.newLine();
        ByteBuf head = channel.alloc().directBuffer(writer.length() + (int) Math.min(length, SMALL_BODY) + SLACK);
        writer.copyTo(head);
        outgoing.begin(head, false);
        outgoing.add(request.body());
        outgoing.end();
    }

    private static boolean hasBody(String method) {
        return method.equals("POST") || method.equals("PUT") || method.equals("PATCH");
    }
}
