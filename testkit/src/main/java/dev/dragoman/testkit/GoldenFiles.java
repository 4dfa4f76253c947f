package dev.dragoman.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Files that hold the JSON a test expects; a difference is shown line by line.
 *
 * <p>JSON is compared as pretty-printed text, keys in the order in which they were produced. With the system property
 * {@code golden.update=true} the files are written instead of compared. Immutable.
 */
public final class GoldenFiles {

    private static final Path USUAL = Path.of("src", "test", "resources", "golden");
    private static final DefaultIndenter INDENTER = new DefaultIndenter("  ", "\n");
    private static final DefaultPrettyPrinter PRINTER =
            new DefaultPrettyPrinter().withObjectIndenter(INDENTER).withArrayIndenter(INDENTER);
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final Path folder;
    private final boolean updating;
    private final List<String> masked;

    private GoldenFiles(Path folder, boolean updating, List<String> masked) {
        this.folder = folder;
        this.updating = updating;
        this.masked = masked;
    }

    /** The files in {@code src/test/resources/golden} of the module under test. */
    public static GoldenFiles usual() {
        return in(USUAL, Boolean.getBoolean("golden.update"));
    }

    /**
     * The files in a folder.
     *
     * @param folder where they are
     * @param updating whether they are written instead of compared
     */
    public static GoldenFiles in(Path folder, boolean updating) {
        return new GoldenFiles(folder, updating, List.of());
    }

    /** The same files, with the values of these fields, at any depth, left out of the comparison. */
    public GoldenFiles masking(String... fields) {
        return new GoldenFiles(folder, updating, List.of(fields));
    }

    /**
     * Compares JSON text with a file, or writes the file.
     *
     * @param name the file below the folder, such as {@code openai/tool-call.json}
     * @param actualJson the JSON text that came
     * @throws AssertionError when it differs from the file or the file is missing
     */
    public void check(String name, String actualJson) {
        Path file = folder.resolve(name);
        String actual = pretty(actualJson);
        if (updating) {
            write(file, actual);
            return;
        }
        String expected = read(file);
        if (!expected.equals(actual)) {
            throw new AssertionError(
                    name + " differs from what came (- expected, + came; -Dgolden.update=true accepts it):\n"
                            + LineDiff.of(expected, actual));
        }
    }

    private String pretty(String json) {
        JsonNode tree = JSON.readTree(json);
        mask(tree);
        return JSON.writer().with(PRINTER).writeValueAsString(tree) + "\n";
    }

    private void mask(JsonNode node) {
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            if (masked.contains(entry.getKey())) {
                ((ObjectNode) node).put(entry.getKey(), "<" + entry.getKey() + ">");
            }
        }
        node.forEach(this::mask);
    }

    private static String read(Path file) {
        if (!Files.exists(file)) {
            throw new AssertionError("no golden file " + file + " (-Dgolden.update=true writes it)");
        }
        try {
            return Files.readString(file).replace("\r\n", "\n");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    private static void write(Path file, String content) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, content, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }
}
