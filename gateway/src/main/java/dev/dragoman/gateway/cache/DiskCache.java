package dev.dragoman.gateway.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Answers in files, one for each, so many bytes of them at most. A file appears complete or not at all; one that is damaged is no
 * answer. What was there before the start is there after it.
 */
final class DiskCache implements CacheStore {

    private static final System.Logger LOG = System.getLogger(DiskCache.class.getName());
    private static final String END = ".answer";
    private static final String UNFINISHED = ".part";
    private static final int OVERHEAD = 4_096;

    private final Path folder;
    private final Cache<String, Integer> sizes;
    private final WriteBehind writer;
    private volatile @Nullable String trouble;

    DiskCache(Path folder, long maxBytes) {
        this.folder = folder;
        this.sizes = Caffeine.newBuilder()
                .maximumWeight(maxBytes)
                .weigher((String name, Integer size) -> size + OVERHEAD)
                .evictionListener((@Nullable String name, @Nullable Integer size, RemovalCause cause) -> {
                    if (name != null) {
                        removed(folder.resolve(name));
                    }
                })
                .executor(Runnable::run)
                .build();
        take();
        this.writer = new WriteBehind("cache-disk", this::write);
    }

    /** Takes over what is there, the oldest first, so that these leave first. */
    private void take() {
        try {
            Files.createDirectories(folder);
            try (Stream<Path> files = Files.list(folder)) {
                files.sorted(Comparator.comparing(DiskCache::time)).forEach(this::take);
            }
        } catch (IOException | UncheckedIOException failed) {
            failed("cannot use " + folder, failed);
        }
    }

    private static FileTime time(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException gone) {
            return FileTime.fromMillis(0);
        }
    }

    private void take(Path file) {
        String name = String.valueOf(file.getFileName());
        if (name.endsWith(UNFINISHED)) {
            removed(file);
        } else if (name.endsWith(END)) {
            try {
                sizes.put(name, Math.toIntExact(Files.size(file)));
            } catch (IOException | ArithmeticException unusable) {
                removed(file);
            }
        }
    }

    private static String name(String key) {
        return new Digest().text(key).hex() + END;
    }

    @Override
    public @Nullable Entry find(String key) {
        Entry waiting = writer.find(key);
        if (waiting != null) {
            return waiting;
        }
        String name = name(key);
        if (sizes.getIfPresent(name) == null) {
            return null;
        }
        try {
            Entry entry = EntryFormat.read(key, Files.readAllBytes(folder.resolve(name)));
            if (entry == null) {
                forget(name);
            }
            return entry;
        } catch (NoSuchFileException gone) {
            sizes.invalidate(name);
            return null;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void put(String key, Entry entry) {
        writer.put(key, entry);
    }

    private void write(String key, Entry entry) {
        String name = name(key);
        byte[] bytes = EntryFormat.written(key, entry);
        Path part = folder.resolve(name + UNFINISHED);
        try {
            Files.write(part, bytes);
            Files.move(part, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            sizes.put(name, bytes.length);
            trouble = null;
        } catch (IOException full) {
            removed(part);
            failed("cannot write to " + folder, full);
        }
    }

    private void failed(String what, Exception cause) {
        boolean told = trouble != null;
        trouble = what + ": " + cause.getMessage();
        if (!told) {
            LOG.log(System.Logger.Level.ERROR, "cache on disk: {0}; going on without", trouble);
        }
    }

    @Override
    public void delete(List<String> keys) {
        for (String key : keys) {
            writer.forget(key);
            forget(name(key));
        }
    }

    @Override
    public void clear() {
        writer.forgetAll();
        List.copyOf(sizes.asMap().keySet()).forEach(this::forget);
    }

    private void forget(String name) {
        sizes.invalidate(name);
        removed(folder.resolve(name));
    }

    private static void removed(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException stays) {
            LOG.log(System.Logger.Level.WARNING, "cache on disk: {0} stays: {1}", file, stays.getMessage());
        }
    }

    @Override
    public @Nullable String trouble() {
        return trouble;
    }

    @Override
    public void close() {
        writer.close();
    }
}
