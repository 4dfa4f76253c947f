package dev.dragoman.gateway.journal;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * A file of the journal in memory. Records lie in it one after the other, each on a multiple of eight bytes. What is written to it
 * belongs to the operating system at once, and so survives the end of the process.
 */
final class Segment {

    /** Bytes before the first record. */
    static final int HEAD = 64;

    /** The first bytes of every segment; the last byte is the version of the format. */
    static final long MAGIC = 0x44_52_4A_52_4E_4C_00_01L;

    private static final ValueLayout.OfLong WORD = ValueLayout.JAVA_LONG.withOrder(ByteOrder.BIG_ENDIAN);
    private static final VarHandle WORDS = WORD.varHandle();
    private static final int BLOCK = 4_096;
    private static final MemorySegment ZEROS = MemorySegment.ofArray(new byte[BLOCK]);
    private static final int NOT_SEALED = -1;

    private final SegmentName name;
    private final Arena arena = Arena.ofShared();
    private final MemorySegment memory;
    private final ByteBuffer bytes;
    private volatile int durable;
    private volatile int end = NOT_SEALED;
    private volatile @Nullable Segment next;
    private volatile Tally before = Tally.NONE;

    private Segment(SegmentName name, FileChannel channel) throws IOException {
        this.name = name;
        long length = Math.min(channel.size(), Integer.MAX_VALUE) & -Long.BYTES;
        this.memory = channel.map(FileChannel.MapMode.READ_WRITE, 0, length, arena);
        this.bytes = memory.asByteBuffer();
        this.durable = HEAD;
    }

    /** Takes a file into memory, and what an earlier process left in it to disk. */
    static Segment at(Path file, SegmentName name) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            channel.force(false);
            return new Segment(name, channel);
        }
    }

    long number() {
        return name.number();
    }

    int length() {
        return (int) memory.byteSize();
    }

    long magic() {
        return (long) WORDS.get(memory, 0L);
    }

    /** The offset after the last byte that was ever written; {@link #HEAD} when there is none. */
    int used() {
        int from = length();
        while (from > HEAD) {
            int block = Math.max(HEAD, from - BLOCK);
            if (memory.asSlice(block, from - block).mismatch(ZEROS.asSlice(0, from - block)) >= 0) {
                return lastWritten(from);
            }
            from = block;
        }
        return HEAD;
    }

    private int lastWritten(int from) {
        int offset = from;
        while (memory.get(WORD, offset - Long.BYTES) == 0) {
            offset -= Long.BYTES;
        }
        return offset;
    }

    /** Copies a record to its place, and then lets it be seen. */
    void write(int offset, Entry entry) {
        byte[] record = entry.bytes();
        MemorySegment.copy(
                record,
                Entry.LEAD,
                memory,
                ValueLayout.JAVA_BYTE,
                (long) offset + Entry.LEAD,
                record.length - Entry.LEAD);
        WORDS.setRelease(memory, (long) offset, entry.lead(name.mark(offset)));
    }

    /** Bytes that the record at a place takes; 0 when it cannot be seen yet. */
    int room(int offset) {
        return offset < length()
                ? Entry.padded((int) ((long) WORDS.getAcquire(memory, (long) offset) >>> Integer.SIZE))
                : 0;
    }

    /** The place of the first sound record from there on; the limit when there is none before it. */
    int sound(int offset, int limit) {
        int at = offset;
        while (at < limit && !isSound(at, limit)) {
            at += Long.BYTES;
        }
        return at;
    }

    private boolean isSound(int offset, int limit) {
        long lead = (long) WORDS.getAcquire(memory, (long) offset);
        int size = (int) (lead >>> Integer.SIZE);
        return size > Entry.HEAD
                && size <= limit - offset
                && Kind.isCode(Entry.kindCode(memory.get(WORD, (long) offset + Entry.LEAD)))
                && (int) lead == (sum(offset + Entry.LEAD, size - Entry.LEAD) ^ name.mark(offset));
    }

    private int sum(int offset, int size) {
        CRC32C crc = new CRC32C();
        crc.update(bytes.slice(offset, size));
        return (int) crc.getValue();
    }

    /** A copy of the sound record at a place. */
    Entry read(int offset) {
        byte[] record = new byte[(int) (memory.get(WORD, offset) >>> Integer.SIZE)];
        MemorySegment.copy(memory, ValueLayout.JAVA_BYTE, offset, record, 0, record.length);
        return Entry.sound(record);
    }

    /**
     * Has written bytes on disk.
     *
     * @throws java.io.UncheckedIOException when the disk fails
     */
    void force(int from, int to) {
        memory.asSlice(from, (long) to - from).force();
    }

    /** The offset before which every record can be read, and is on disk. */
    int durable() {
        return durable;
    }

    void durable(int offset) {
        durable = offset;
    }

    /** Says that nothing more comes here, and where it goes on. */
    void seal(int offset, Segment following, Tally tally) {
        following.before = tally;
        next = following;
        end = offset;
    }

    /** Whether that is where the last record ends, and the next segment begins. */
    boolean endsAt(int offset) {
        return end == offset;
    }

    @Nullable
    Segment next() {
        return next;
    }

    /** The outcomes in all segments before this one. */
    Tally before() {
        return before;
    }

    /** Lets go of the memory; nobody may use the segment any more. */
    void close() {
        arena.close();
    }

    @Override
    public String toString() {
        return "segment " + name.number();
    }
}
