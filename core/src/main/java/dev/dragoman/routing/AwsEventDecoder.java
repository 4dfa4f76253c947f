package dev.dragoman.routing;

import dev.dragoman.http.Slice;
import dev.dragoman.http.UpstreamException;
import dev.dragoman.http.UpstreamException.Kind;
import dev.dragoman.model.SseEvent;
import java.util.Arrays;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a byte stream into AWS's binary messages: two lengths, their checksum, headers, a payload and a checksum of it all.
 *
 * @see <a href="https://smithy.io/2.0/aws/amazon-eventstream.html">Amazon Event Stream Specification</a>
 */
final class AwsEventDecoder implements EventDecoder {

    private static final int PRELUDE = 12;
    private static final int CHECKSUM = 4;
    private static final int SMALLEST = PRELUDE + CHECKSUM;

    private final int maxEventBytes;
    private byte[] held = new byte[4096];
    private int start;
    private int end;
    /** The length of the message that begins at {@code start}, once its prelude was checked; 0 before. */
    private int length;

    AwsEventDecoder(int maxEventBytes) {
        this.maxEventBytes = maxEventBytes;
    }

    @Override
    public void feed(Slice piece) {
        reserve(piece.length());
        System.arraycopy(piece.array(), piece.offset(), held, end, piece.length());
        end += piece.length();
    }

    @Override
    public @Nullable SseEvent poll() {
        if (length == 0 && end - start >= PRELUDE) {
            length = checkedLength();
        }
        if (length == 0 || end - start < length) {
            return null;
        }
        int from = start;
        int size = length;
        check(from, size - CHECKSUM, from + size - CHECKSUM);
        start += size;
        length = 0;
        int headers = integer(from + 4);
        AwsEventHeaders fields = AwsEventHeaders.read(held, from + PRELUDE, headers);
        return fields.event(Arrays.copyOfRange(held, from + PRELUDE + headers, from + size - CHECKSUM));
    }

    @Override
    public void end() {
        if (end > start) {
            throw new UpstreamException(
                    Kind.RESET, "the vendor's stream ended inside a message of " + length + " bytes");
        }
    }

    private int checkedLength() {
        check(start, 8, start + 8);
        int total = integer(start);
        int headers = integer(start + 4);
        if (total > maxEventBytes) {
            throw new UpstreamException(
                    Kind.TOO_LARGE, "event of the stream is larger than " + maxEventBytes + " bytes");
        }
        if (total < SMALLEST || headers < 0 || headers > total - SMALLEST) {
            throw broken("lengths " + total + " and " + headers + " (expected: headers that fit into the message)");
        }
        return total;
    }

    private void check(int from, int size, int at) {
        CRC32 checksum = new CRC32();
        checksum.update(held, from, size);
        if ((int) checksum.getValue() != integer(at)) {
            throw broken("checksum " + Integer.toHexString(integer(at)) + " (expected: "
                    + Integer.toHexString((int) checksum.getValue()) + ")");
        }
    }

    static UpstreamException broken(String why) {
        return new UpstreamException(Kind.PROTOCOL, "message of the vendor's event stream: " + why);
    }

    private int integer(int at) {
        return (held[at] & 0xFF) << 24 | (held[at + 1] & 0xFF) << 16 | (held[at + 2] & 0xFF) << 8 | held[at + 3] & 0xFF;
    }

    private void reserve(int more) {
        if (held.length - end >= more) {
            return;
        }
        int kept = end - start;
        byte[] target = held.length - kept >= more ? held : new byte[Math.max(held.length * 2, kept + more)];
        System.arraycopy(held, start, target, 0, kept);
        held = target;
        start = 0;
        end = kept;
    }
}
