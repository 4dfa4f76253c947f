package dev.dragoman.gateway.batch;

import dev.dragoman.error.ErrorDetail;
import dev.dragoman.error.InternalServerException;
import dev.dragoman.gateway.web.Offload;
import dev.dragoman.http.Body;
import dev.dragoman.http.Slice;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** Files below a directory of the gateway, for vendors that keep none. Whole files appear at once, and only when they are on disk. */
final class DiskStorage implements FileStorage {

    private static final System.Logger LOG = System.getLogger(DiskStorage.class.getName());
    private static final int PIECE = 64 << 10;
    private static final String UNFINISHED = ".part";

    private final Path directory;
    private final Offload offload;

    DiskStorage(Path directory, Offload offload) {
        this.directory = directory;
        this.offload = offload;
    }

    @Override
    public void put(String name, String contentType, Body bytes) {
        done(() -> {
            Path file = file(name);
            Path parent = file.getParent() == null ? directory : file.getParent();
            Files.createDirectories(parent);
            Path part = Files.createTempFile(parent, "new", UNFINISHED);
            try {
                write(part, bytes);
                Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(part);
            }
            return file;
        });
    }

    private static void write(Path file, Body bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            for (Slice slice : bytes.slices()) {
                ByteBuffer piece = ByteBuffer.wrap(slice.array(), slice.offset(), slice.length());
                while (piece.hasRemaining()) {
                    channel.write(piece);
                }
            }
            channel.force(true);
        }
    }

    @Override
    public @Nullable Content open(String name) {
        Optional<InputStream> found = done(() -> {
            try {
                return Optional.of(Files.newInputStream(file(name)));
            } catch (NoSuchFileException none) {
                return Optional.empty();
            }
        });
        return found.isEmpty() ? null : new Stream(found.get());
    }

    @Override
    public void delete(String name) {
        done(() -> {
            Path file = file(name);
            Files.deleteIfExists(file);
            removeEmpty(file.getParent());
            return file;
        });
    }

    private static void removeEmpty(@Nullable Path folder) throws IOException {
        try {
            if (folder != null) {
                Files.deleteIfExists(folder);
            }
        } catch (DirectoryNotEmptyException stillUsed) {
            // It goes with the last of its files.
        }
    }

    @Override
    public List<String> names(String prefix) {
        return done(() -> {
            List<String> names = new ArrayList<>();
            Path folder = file(prefix);
            if (Files.isDirectory(folder)) {
                Files.walkFileTree(folder, new Collector(names));
            }
            return names;
        });
    }

    /** Names are of this software's own making; this only makes sure that none leads out of the directory. */
    private Path file(String name) {
        Path file = directory.resolve(name).normalize();
        if (!file.startsWith(directory.normalize()) || name.contains("..")) {
            throw new IllegalArgumentException("name: " + name);
        }
        return file;
    }

    private <T> T done(Callable<T> work) {
        try {
            return offload.call(work);
        } catch (RuntimeException wrong) {
            throw wrong;
        } catch (Exception failed) {
            LOG.log(
                    System.Logger.Level.ERROR,
                    "files of batches cannot be kept in " + directory + ": " + failed
                            + " (expected: a directory to write to; dragoman_settings.data_dir)");
            throw new InternalServerException(
                    ErrorDetail.of("the gateway's directory for files of batches cannot be used: "
                                    + failed.getClass().getSimpleName()
                                    + " (expected: dragoman_settings.data_dir that can be written and read)")
                            .withType("server_error"),
                    500,
                    failed);
        }
    }

    private final class Collector extends SimpleFileVisitor<Path> {

        private final List<String> names;

        Collector(List<String> names) {
            this.names = names;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            String name = directory.relativize(file).toString().replace('\\', '/');
            if (!name.endsWith(UNFINISHED)) {
                names.add(name);
            }
            return FileVisitResult.CONTINUE;
        }
    }

    private final class Stream implements Content {

        private final InputStream stream;

        Stream(InputStream stream) {
            this.stream = stream;
        }

        @Override
        public @Nullable Slice read() {
            Slice piece = done(() -> Slice.of(stream.readNBytes(PIECE)));
            return piece.length() == 0 ? null : piece;
        }

        @Override
        public void close() {
            done(() -> {
                stream.close();
                return true;
            });
        }
    }
}
