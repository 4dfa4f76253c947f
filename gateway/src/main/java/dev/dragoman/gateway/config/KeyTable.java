package dev.dragoman.gateway.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** Every known key of every section; read from the resource {@code keys.txt}, which is the only list of them. */
final class KeyTable {

    private static final String RESOURCE = "keys.txt";

    private final SequencedMap<String, KeySection> sections = new LinkedHashMap<>();

    private KeyTable() {}

    static KeyTable load() {
        try (InputStream in = Objects.requireNonNull(KeyTable.class.getResourceAsStream(RESOURCE), RESOURCE)) {
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    static KeyTable parse(String text) {
        KeyTable table = new KeyTable();
        KeyRows rows = new KeyRows();
        String section = "";
        List<KeySpec> keys = new ArrayList<>();
        for (String line : KeyRows.parts(text, "\n")) {
            if (line.startsWith("[")) {
                table.add(section, keys);
                section = line.substring(1, line.length() - 1);
                keys = new ArrayList<>();
            } else if (!line.isEmpty() && !line.startsWith("#")) {
                rows.read(line, keys);
            }
        }
        table.add(section, keys);
        return table;
    }

    private void add(String section, List<KeySpec> keys) {
        if (!section.isEmpty()) {
            sections.put(section, new KeySection(section, keys));
        }
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
}
