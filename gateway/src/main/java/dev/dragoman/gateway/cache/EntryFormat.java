package dev.dragoman.gateway.cache;

import dev.dragoman.json.JsonObject;
import dev.dragoman.model.SseEvent;
import dev.dragoman.model.Usage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Entries as bytes, for stores that outlive the process: a mark, a checksum of all that follows, the key, the entry. Whatever is not
 * exactly so is no entry.
 */
final class EntryFormat {

    private static final int MARK = 0x44_52_43_01;
    private static final int HEAD = 8;
    private static final int WHOLE = 0;
    private static final int EVENTS = 1;
    private static final long UNKNOWN = -1;

    private EntryFormat() {}

    static byte[] written(String key, Entry entry) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(entry.content().size() + 256);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(MARK);
            out.writeInt(0);
            out.writeUTF(key);
            out.writeLong(entry.storedMillis());
            out.writeLong(entry.expiresMillis());
            out.writeUTF(entry.deployment());
            write(entry.usage(), out);
            write(entry.content(), out);
        } catch (IOException impossible) {
            throw new UncheckedIOException("writing to memory does not fail", impossible);
        }
        byte[] written = bytes.toByteArray();
        int sum = checksum(written);
        for (int i = 0; i < Integer.BYTES; i++) {
            written[Integer.BYTES + i] = (byte) (sum >>> (Byte.SIZE * (Integer.BYTES - 1 - i)));
        }
        return written;
    }

    /** The entry; null when the bytes are not one of that key. */
    static @Nullable Entry read(String key, byte[] bytes) {
        if (bytes.length < HEAD) {
            return null;
        }
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            boolean sound = in.readInt() == MARK
                    && in.readInt() == checksum(bytes)
                    && in.readUTF().equals(key);
            return sound ? new Entry(in.readLong(), in.readLong(), in.readUTF(), usage(in), content(in)) : null;
        } catch (IOException | RuntimeException broken) {
            // Bytes that are no entry answer nothing: the vendor is asked.
            return null;
        }
    }

    private static int checksum(byte[] bytes) {
        CRC32C sum = new CRC32C();
        sum.update(bytes, HEAD, bytes.length - HEAD);
        return (int) sum.getValue();
    }

    private static void write(Usage usage, DataOutputStream out) throws IOException {
        for (Long count : new @Nullable Long[] {
            usage.inputTokens(),
            usage.outputTokens(),
            usage.totalTokens(),
            usage.cachedTokens(),
            usage.reasoningTokens()
        }) {
            out.writeLong(count == null ? UNKNOWN : count);
        }
    }

    private static Usage usage(DataInputStream in) throws IOException {
        Long input = count(in);
        Long output = count(in);
        Long total = count(in);
        Long cached = count(in);
        Long reasoning = count(in);
        return new Usage(input, output, total, cached, null, null, reasoning, null, null, JsonObject.EMPTY);
    }

    private static @Nullable Long count(DataInputStream in) throws IOException {
        long count = in.readLong();
        return count == UNKNOWN ? null : count;
    }

    private static void write(Entry.Content content, DataOutputStream out) throws IOException {
        switch (content) {
            case Entry.Whole whole -> {
                out.writeByte(WHOLE);
                out.writeUTF(whole.contentType());
                write(whole.body(), out);
            }
            case Entry.Events events -> {
                out.writeByte(EVENTS);
                out.writeInt(events.events().size());
                for (SseEvent event : events.events()) {
                    out.writeBoolean(event.event() != null);
                    out.writeUTF(event.event() == null ? "" : event.event());
                    write(event.data(), out);
                }
            }
        }
    }

    private static void write(byte[] bytes, DataOutputStream out) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static Entry.Content content(DataInputStream in) throws IOException {
        if (in.readByte() == WHOLE) {
            return new Entry.Whole(in.readUTF(), in.readNBytes(in.readInt()));
        }
        int count = in.readInt();
        List<SseEvent> events = new ArrayList<>();
        int size = 0;
        for (int i = 0; i < count; i++) {
            boolean named = in.readBoolean();
            String name = in.readUTF();
            byte[] data = in.readNBytes(in.readInt());
            size += data.length + Entry.Events.OVERHEAD;
            events.add(new SseEvent(named ? name : null, data));
        }
        return new Entry.Events(events, size);
    }
}
