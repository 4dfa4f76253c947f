package dev.dragoman.gateway.extension;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds classes of the operator's own, on the class path and where {@code dragoman_settings.extension_path} says. */
public final class OwnCode {

    private OwnCode() {}

    /**
     * The class of a name.
     *
     * @param place a jar, or a folder of classes and jars; null for the class path alone
     * @throws ClassNotFoundException when there is none
     * @throws UncheckedIOException when the place cannot be read
     */
    public static Class<?> named(String name, @Nullable Path place) throws ClassNotFoundException {
        return Class.forName(name, true, loader(place));
    }

    private static ClassLoader loader(@Nullable Path place) {
        ClassLoader own = OwnCode.class.getClassLoader();
        // It is never closed: its classes may load others at any time.
        return place == null ? own : new URLClassLoader("extensions", addresses(place), own);
    }

    private static URL[] addresses(Path place) {
        List<Path> all = new ArrayList<>(List.of(place));
        if (Files.isDirectory(place)) {
            try (Stream<Path> inside = Files.list(place)) {
                inside.filter(file -> file.toString().endsWith(".jar")).sorted().forEach(all::add);
            } catch (IOException broken) {
                throw new UncheckedIOException("dragoman_settings.extension_path: " + broken.getMessage(), broken);
            }
        }
        return all.stream().map(OwnCode::address).toArray(URL[]::new);
    }

    private static URL address(Path path) {
        try {
            return path.toUri().toURL();
        } catch (MalformedURLException impossible) {
            throw new IllegalStateException("every path has an address", impossible);
        }
    }
}
