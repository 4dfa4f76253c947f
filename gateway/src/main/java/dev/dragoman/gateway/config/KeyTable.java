package dev.dragoman.gateway.config;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** Every known key of every section; read from the resource {@code keys.txt}, which is the only list of them. */
final class KeyTable {

    private static final String RESOURCE = "keys.txt";
    private static final int COLUMNS = 6;

    private final SequencedMap<String, KeySection> sections = new LinkedHashMap<>();

    private KeyTable() {}

    static KeyTable load() {
        try (InputStream in = Objects.requireNonNull(KeyTable.class.getResourceAsStream(RESOURCE), RESOURCE);
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return parse(lines.lines().toList());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    static KeyTable parse(List<String> lines) {
        SequencedMap<String, List<KeySpec>> keys = new LinkedHashMap<>();
        List<KeySpec> section = new ArrayList<>();
        for (String line : lines) {
            if (line.startsWith("[")) {
                section = new ArrayList<>();
                keys.put(line.substring(1, line.length() - 1), section);
            } else if (!line.isBlank() && !line.startsWith("#")) {
                section.addAll(specs(line));
            }
        }
        KeyTable table = new KeyTable();
        keys.forEach((name, specs) -> table.sections.put(name, new KeySection(name, specs)));
        return table;
    }

    /** A section's keys. */
    KeySection section(String name) {
        return Objects.requireNonNull(sections.get(name), name);
    }

    /** All sections, in the order of the table. */
    List<KeySection> sections() {
        return List.copyOf(sections.values());
    }

    /** The first of these sections that knows the key; null when none does. */
    @Nullable
    String owner(String key, List<String> candidates) {
        for (String candidate : candidates) {
            if (section(candidate).find(key) != null) {
                return candidate;
            }
        }
        return null;
    }

    // name, alias | type | default | environment variable | acted, or accepted | meaning; several names share one
    // meaning when they are separated by " + ".
    private static List<KeySpec> specs(String line) {
        List<String> cells =
                Arrays.stream(line.split("\\|", -1)).map(String::strip).toList();
        if (cells.size() != COLUMNS) {
            throw new IllegalArgumentException(line + ": expected " + COLUMNS + " columns");
        }
        return Arrays.stream(cells.getFirst().split(" \\+ "))
                .map(names -> spec(List.of(names.split(", ")), cells))
                .toList();
    }

    private static KeySpec spec(List<String> names, List<String> cells) {
        return new KeySpec(
                names.getFirst(),
                names.subList(1, names.size()),
                KeyTypes.parse(cells.get(1)),
                cells.get(1),
                cells.get(2),
                cells.get(3),
                cells.get(4).equals("acted"),
                cells.get(5));
    }
}
