package dev.dragoman.bench.subject;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where the benchmark works.
 *
 * @param root the repository
 * @param bench the folder with the benchmark's own files
 * @param work where logs and generated files go
 */
public record Place(Path root, Path bench, Path work) {

    /** The place of that repository. */
    public static Place in(Path root) throws IOException {
        Path bench = root.resolve("bench");
        return new Place(root, bench, Files.createDirectories(bench.resolve("target/run")));
    }
}
