package dev.dragoman.gateway.journal;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.UUID;
import java.util.zip.CRC32C;

/**
 * A record as bytes, ready to be copied to its place. Numbers are big-endian:
 *
 * <pre>
 *   0  int   size of the record, without what fills it up to eight bytes; written last, so that 0 means "not yet"
 *   4  int   CRC-32C of all that follows, mixed with the place where the record lies
 *   8  long  milliseconds since 1970, and the kind in the lowest byte
 *  16  long, long  the call's id
 *  32  payload
 *      byte  1, so that the end of a file's content can be told from what was never written
 * </pre>
 */
final class Entry {

    /** Bytes before the payload. */
    static final int HEAD = 32;

    /** Bytes that are written last, at once. */
    static final int LEAD = Long.BYTES;

    private static final int KIND_BITS = 8;
    private static final byte LAST = 1;

    private final byte[] bytes;
    private final int sum;

    private Entry(byte[] bytes) {
        this.bytes = bytes;
        CRC32C crc = new CRC32C();
        crc.update(bytes, LEAD, bytes.length - LEAD);
        this.sum = (int) crc.getValue();
    }

    static Entry of(Kind kind, UUID id, long millis, byte[] payload) {
        byte[] bytes = new byte[HEAD + payload.length + 1];
        bytes[bytes.length - 1] = LAST;
        ByteBuffer.wrap(bytes)
                .putLong(LEAD, millis << KIND_BITS | kind.code())
                .putLong(16, id.getMostSignificantBits())
                .putLong(24, id.getLeastSignificantBits())
                .put(HEAD, payload);
        return new Entry(bytes);
    }

    /** The record in these bytes, which have been found to be sound. */
    static Entry sound(byte[] bytes) {
        return new Entry(bytes);
    }

    /** Bytes that a record with such a payload takes. */
    static int room(int payload) {
        return padded(HEAD + payload + 1);
    }

    static int padded(int size) {
        return size + 7 & -8;
    }

    static int kindCode(long second) {
        return (int) (second & (1 << KIND_BITS) - 1);
    }

    byte[] bytes() {
        return bytes;
    }

    int room() {
        return padded(bytes.length);
    }

    /** The first eight bytes, at a place with that mark. */
    long lead(int mark) {
        return (long) bytes.length << Integer.SIZE | Integer.toUnsignedLong(sum ^ mark);
    }

    Kind kind() {
        return Kind.of(kindCode(word(LEAD)));
    }

    long millis() {
        return word(LEAD) >> KIND_BITS;
    }

    UUID id() {
        return new UUID(word(16), word(24));
    }

    int payloadLength() {
        return bytes.length - HEAD - 1;
    }

    byte[] payload() {
        return Arrays.copyOfRange(bytes, HEAD, bytes.length - 1);
    }

    private long word(int index) {
        return ByteBuffer.wrap(bytes).getLong(index);
    }
}
