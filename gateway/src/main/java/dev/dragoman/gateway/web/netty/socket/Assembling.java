package dev.dragoman.gateway.web.netty.socket;

import dev.dragoman.http.Slice;
import dev.dragoman.http.WebSocketMessage;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Puts messages together from their fragments, whose order was checked before. Confined to the loop. */
final class Assembling {

    private static final byte[] NOTHING = {};

    private final int maxBytes;
    private byte[] gathered = NOTHING;
    private int length;
    private boolean text;
    private boolean open;

    Assembling(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** Whether the fragment makes its message longer than is accepted. */
    boolean isTooLong(WebSocketFrame fragment) {
        return length + (long) fragment.content().readableBytes() > maxBytes;
    }

    /** Takes a fragment; the message when it was the last, else null. */
    @Nullable
    WebSocketMessage take(WebSocketFrame fragment) {
        if (!open) {
            text = fragment instanceof TextWebSocketFrame;
            open = true;
        }
        append(fragment.content(), fragment.isFinalFragment());
        if (!fragment.isFinalFragment()) {
            return null;
        }
        WebSocketMessage message = new WebSocketMessage(text, new Slice(gathered, 0, length));
        gathered = NOTHING;
        length = 0;
        open = false;
        return message;
    }

    private void append(ByteBuf part, boolean last) {
        int added = part.readableBytes();
        int needed = length + added;
        if (needed > gathered.length) {
            gathered =
                    Arrays.copyOf(gathered, last ? needed : Math.min(maxBytes, Math.max(needed, 2 * gathered.length)));
        }
        part.readBytes(gathered, length, added);
        length = needed;
    }
}
