package dev.dragoman.catalog;

import dev.dragoman.model.ModelTraits.Ability;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A table of models in text: a heading, then a line per model, columns separated by tabs. Columns are found by their name, so
 * that more may be added. A line is only taken apart when its model is asked for. Immutable.
 */
final class Table {

    private static final String RESOURCE = "models.tsv";

    private final List<String> columns;
    private final Map<String, String> lines;

    private Table(List<String> columns, Map<String, String> lines) {
        this.columns = columns;
        this.lines = lines;
    }

    /** The table that comes with the library. */
    static Table builtIn() {
        try (InputStream in = Table.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("resource " + RESOURCE + " is missing (expected: beside Catalog)");
            }
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException broken) {
            throw new UncheckedIOException("resource " + RESOURCE + " cannot be read", broken);
        }
    }

    /** The table of a text. */
    static Table parse(String text) {
        int heading = lineEnd(text, 0);
        Map<String, String> lines = HashMap.newHashMap(1024);
        for (int from = heading + 1; from < text.length(); ) {
            int end = lineEnd(text, from);
            int tab = text.indexOf('\t', from);
            if (tab > from && tab < end) {
                lines.put(text.substring(from, tab), text.substring(from, end));
            }
            from = end + 1;
        }
        return new Table(cells(text.substring(0, heading), '\t'), lines);
    }

    /** The model of the key, or null when there is none. */
    @Nullable
    CatalogModel get(String key) {
        String line = lines.get(key);
        if (line == null) {
            return null;
        }
        List<String> cells = cells(line, '\t');
        return new CatalogModel(
                key,
                cell(cells, "provider"),
                cell(cells, "mode"),
                number(cell(cells, "max_input_tokens")),
                number(cell(cells, "max_output_tokens")),
                abilities(cell(cells, "abilities")));
    }

    /** All keys, sorted. */
    Set<String> keys() {
        return new TreeSet<>(lines.keySet());
    }

    private String cell(List<String> cells, String column) {
        int at = columns.indexOf(column);
        return at < 0 || at >= cells.size() ? "" : cells.get(at);
    }

    private static @Nullable Long number(String cell) {
        return cell.isEmpty() ? null : Long.valueOf(cell);
    }

    private static Set<Ability> abilities(String cell) {
        Set<Ability> abilities = EnumSet.noneOf(Ability.class);
        for (String name : cells(cell, ',')) {
            if (!name.isEmpty()) {
                abilities.add(Ability.valueOf(name.toUpperCase(Locale.ROOT)));
            }
        }
        return abilities;
    }

    private static List<String> cells(String line, char separator) {
        List<String> cells = new ArrayList<>(8);
        int from = 0;
        for (int at = line.indexOf(separator); at >= 0; at = line.indexOf(separator, from)) {
            cells.add(line.substring(from, at));
            from = at + 1;
        }
        cells.add(line.substring(from));
        return cells;
    }

    private static int lineEnd(String text, int from) {
        int end = text.indexOf('\n', from);
        return end < 0 ? text.length() : end;
    }
}
