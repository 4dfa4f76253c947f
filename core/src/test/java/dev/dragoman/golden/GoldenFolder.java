package dev.dragoman.golden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.json.Json;
import dev.dragoman.json.JsonValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Cases in files: {@code <kind>/<name>.in.json} and what becomes of it, {@code <kind>/<name>.out.json}. With {@code
 * -Dgolden.update=true} the expected files are written anew.
 *
 * @param path the folder
 */
public record GoldenFolder(Path path) {

    private static final String IN = ".in.json";
    private static final String OUT = ".out.json";

    /** The folder of that name. */
    public static GoldenFolder of(String name) {
        return new GoldenFolder(Path.of("src/test/resources/golden", name));
    }

    /** The names of the cases of a kind, in order. */
    public Stream<String> cases(String kind) throws IOException {
        try (Stream<Path> files = Files.list(path.resolve(kind))) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(IN))
                    .map(name -> name.substring(0, name.length() - IN.length()))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    /** What a case begins with. */
    public byte[] in(String kind, String name) throws IOException {
        return Files.readAllBytes(path.resolve(kind).resolve(name + IN));
    }

    /** Compares with what a case must end with. */
    public void compare(String kind, String name, JsonValue actual) throws IOException {
        Path expected = path.resolve(kind).resolve(name + OUT);
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(expected, actual.toJson() + "\n");
        }
        assertThat(actual).isEqualTo(Json.parse(Files.readAllBytes(expected)));
    }
}
