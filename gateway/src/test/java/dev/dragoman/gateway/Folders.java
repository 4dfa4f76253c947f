package dev.dragoman.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Folders for tests, which are gone when these end: a gateway's journal alone takes 24 MB. */
public final class Folders {

    private static final Set<Path> MADE = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> MADE.forEach(Folders::delete)));
    }

    private Folders() {}

    /** A new one. */
    public static Path make(String prefix) {
        try {
            Path made = Files.createTempDirectory(prefix);
            MADE.add(made);
            return made;
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }

    /** Deletes one that is not needed any more. */
    public static void delete(Path folder) {
        MADE.remove(folder);
        try (Stream<Path> all = Files.walk(folder)) {
            all.sorted(Comparator.reverseOrder()).forEach(Folders::remove);
        } catch (IOException | UncheckedIOException gone) {
            // Somebody else deletes in it: there is nothing left to do.
        }
    }

    private static void remove(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException busy) {
            throw new UncheckedIOException(busy);
        }
    }
}
