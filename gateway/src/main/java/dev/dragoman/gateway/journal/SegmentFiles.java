package dev.dragoman.gateway.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The files of a journal. A file appears complete, with its blocks on disk, or not at all. For one thread at a time. */
final class SegmentFiles implements AutoCloseable {

    private static final String UNFINISHED = ".new";
    private static final int PIECE = 64 << 10;

    private final Path directory;
    private final int length;
    private final UUID journal;
    private final List<SegmentName> found;
    private final List<Segment> inMemory = new ArrayList<>();
    private long last;
    private final AtomicLong bytes = new AtomicLong();

    /** Looks at the files that are there; without any a new journal begins. */
    SegmentFiles(Path directory, int length) throws IOException {
        this.directory = directory;
        this.length = length;
        this.found = found(directory);
        this.journal = found.isEmpty() ? UUID.randomUUID() : found.getFirst().journal();
        this.last = found.isEmpty() ? 0 : found.getLast().number();
        for (SegmentName name : found) {
            if (!name.journal().equals(journal)) {
                throw new JournalException(directory + " holds the segments of two journals, " + journal + " and "
                        + name.journal() + " (expected: a directory of its own for each)");
            }
        }
    }

    private static List<SegmentName> found(Path directory) throws IOException {
        List<SegmentName> names = new ArrayList<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                SegmentName name = SegmentName.of(file);
                if (name != null) {
                    names.add(name);
                } else if (file.toString().endsWith(UNFINISHED)) {
                    Files.delete(file);
                }
            }
        }
        names.sort(Comparator.comparingLong(SegmentName::number));
        return names;
    }

    /** What the journal is known by; another one for every directory that was once empty. */
    UUID journal() {
        return journal;
    }

    /** Whether there is nothing yet. */
    boolean isNew() {
        return found.isEmpty();
    }

    /** The segments that were there at the start, in their order. */
    List<Segment> open() throws IOException {
        List<Segment> segments = new ArrayList<>();
        for (SegmentName name : found) {
            Segment segment = open(name);
            if (segment != null) {
                segments.add(segment);
            }
        }
        return segments;
    }

    private @Nullable Segment open(SegmentName name) throws IOException {
        Path file = directory.resolve(name.file());
        long size = Files.size(file);
        if (size <= Segment.HEAD) {
            // Cut off so far that nothing can be in it.
            Files.delete(file);
            return null;
        }
        Segment segment = taken(file, name);
        long magic = segment.magic();
        if (magic != Segment.MAGIC && magic >>> Byte.SIZE == Segment.MAGIC >>> Byte.SIZE) {
            throw new JournalException(file + " is in version " + (magic & 0xFF)
                    + " of the journal's format (expected: " + (Segment.MAGIC & 0xFF)
                    + "; let the version that wrote it bring it to the database first)");
        }
        return segment;
    }

    /**
     * A new file, empty and on disk.
     *
     * @throws IOException when there is no room for it, or the directory cannot be written to
     */
    Segment create() throws IOException {
        SegmentName name = new SegmentName(last + 1, journal);
        Path file = directory.resolve(name.file());
        Path part = directory.resolve(name.file() + UNFINISHED);
        try {
            fill(part);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failed) {
            removeUnfinished(part, failed);
            throw failed;
        }
        last++;
        forceNames();
        return taken(file, name);
    }

    private Segment taken(Path file, SegmentName name) throws IOException {
        Segment segment = Segment.at(file, name);
        inMemory.add(segment);
        bytes.addAndGet(segment.length());
        return segment;
    }

    private static void removeUnfinished(Path part, IOException failed) {
        try {
            Files.deleteIfExists(part);
        } catch (IOException stays) {
            failed.addSuppressed(stays);
        }
    }

    /** Writes zeros, so that the disk's blocks are taken now, when their lack is an exception and not a signal. */
    private void fill(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer piece = ByteBuffer.allocate(PIECE).putLong(0, Segment.MAGIC);
            for (int left = length; left > 0; left -= piece.limit()) {
                piece.clear().limit(Math.min(PIECE, left));
                while (piece.hasRemaining()) {
                    channel.write(piece);
                }
                piece.putLong(0, 0);
            }
            channel.force(true);
        }
    }

    /** Removes a segment that nobody uses any more; when that fails it stays as it is. */
    void delete(Segment segment) throws IOException {
        Files.deleteIfExists(directory.resolve(new SegmentName(segment.number(), journal).file()));
        forceNames();
        inMemory.remove(segment);
        bytes.addAndGet(-segment.length());
        segment.close();
    }

    /** Has the names in the directory on disk, so that a loss of power changes nothing in the order of what came and went. */
    private void forceNames() throws IOException {
        if (directory.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    int count() {
        return inMemory.size();
    }

    /** What all files take; may be asked for by any thread. */
    long bytes() {
        return bytes.get();
    }

    /** Lets go of all memory. */
    @Override
    public void close() {
        inMemory.forEach(Segment::close);
        inMemory.clear();
    }
}
