package dev.dragoman.gateway.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Makes sure that one process alone uses a directory. The operating system lets go of it when the process ends, however it ends. */
final class DirectoryLock implements AutoCloseable {

    private static final String FILE = "journal.lock";

    /**
     * What this process holds. The system's locks do not tell threads of one process apart, and are lost when the file is opened and
     * closed another time, so it must not come to that.
     */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path directory;
    private final FileChannel channel;

    private DirectoryLock(Path directory, FileChannel channel) {
        this.directory = directory;
        this.channel = channel;
    }

    /**
     * Takes the directory, which is made when it is missing.
     *
     * @throws JournalException when another journal has it
     */
    static DirectoryLock take(Path asked) throws IOException {
        Files.createDirectories(asked);
        Path directory = asked.toRealPath();
        if (!HELD.add(directory)) {
            throw taken(directory, "this process");
        }
        try {
            return new DirectoryLock(directory, locked(directory));
        } catch (IOException | RuntimeException failed) {
            HELD.remove(directory);
            throw failed;
        }
    }

    private static FileChannel locked(Path directory) throws IOException {
        Path file = directory.resolve(FILE);
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() == null) {
                throw taken(directory, "process " + Files.readString(file));
            }
            channel.truncate(0);
            channel.write(
                    ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
            return channel;
        } catch (IOException | RuntimeException failed) {
            channel.close();
            throw failed;
        }
    }

    private static JournalInUseException taken(Path directory, String by) {
        return new JournalInUseException("the journal in " + directory + " is in use by " + by
                + " (expected: a directory of its own for each instance)");
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException ignored) {
            // The system lets go of it at the latest when the process ends.
        } finally {
            HELD.remove(directory);
        }
    }
}
