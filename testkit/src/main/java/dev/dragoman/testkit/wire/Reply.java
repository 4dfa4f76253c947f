package dev.dragoman.testkit.wire;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that is written to the connection for one request.
 *
 * @param delay the silence before the first byte
 * @param head the status line and headers; null to write the frames as they are, whatever they hold
 * @param frames the body, piece by piece; produced while it is written
 * @param ending what follows the last frame
 */
public record Reply(Duration delay, @Nullable Head head, Iterable<Frame> frames, Ending ending) {

    /** A whole body with a true Content-Length. */
    public static Reply whole(int status, List<Header> headers, byte[] body) {
        Head head = new Head(status, headers, new Framing.Length(body.length));
        return new Reply(Duration.ZERO, head, List.of(Frame.of(body)), Ending.COMPLETE);
    }

    /** A whole text body in UTF-8. */
    public static Reply text(int status, String contentType, String body) {
        return whole(status, List.of(new Header("content-type", contentType)), body.getBytes(StandardCharsets.UTF_8));
    }

    /** A body sent in chunks, one for each frame. */
    public static Reply chunked(int status, List<Header> headers, Iterable<Frame> frames) {
        return new Reply(Duration.ZERO, new Head(status, headers, new Framing.Chunked()), frames, Ending.COMPLETE);
    }

    /** The same reply with other frames. */
    public Reply withFrames(Iterable<Frame> frames) {
        return new Reply(delay, head, frames, ending);
    }

    /** The same reply with another ending. */
    public Reply withEnding(Ending ending) {
        return new Reply(delay, head, frames, ending);
    }

    /** The same reply after a longer silence. */
    public Reply delayedBy(Duration more) {
        return new Reply(delay.plus(more), head, frames, ending);
    }

    /** The same reply with another head. */
    public Reply withHead(@Nullable Head head) {
        return new Reply(delay, head, frames, ending);
    }

    /** The same reply with another framing; a reply without a head has none and stays as it is. */
    public Reply withFraming(Framing framing) {
        return head == null ? this : withHead(new Head(head.status(), head.headers(), framing));
    }

    /** The same reply with further headers at the end. */
    public Reply withHeaders(List<Header> more) {
        if (head == null || more.isEmpty()) {
            return this;
        }
        List<Header> all = new ArrayList<>(head.headers());
        all.addAll(more);
        return withHead(new Head(head.status(), all, head.framing()));
    }

    /** The same reply with one header set, in place of any of the same name. */
    public Reply withHeader(String name, String value) {
        if (head == null) {
            return this;
        }
        List<Header> all = new ArrayList<>(head.headers());
        all.removeIf(header -> header.name().equalsIgnoreCase(name));
        all.add(new Header(name, value));
        return withHead(new Head(head.status(), all, head.framing()));
    }
}
