package dev.dragoman.catalog;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table of models in text: a heading, then a line per model, sorted by key, columns separated by tabs. Columns are found by
 * their name, so that more may be added. Nothing is read but the lines that are asked for, which are found by halving: a
 * process that starts often should not pay for the models it does not use. Immutable.
 */
final class Table implements Models {

    private final byte[] text;
    private final List<String> columns;
    private final int start;

    Table(byte[] text) {
        this.text = text;
        int heading = lineEnd(0);
        this.columns = cells(new String(text, 0, heading, StandardCharsets.UTF_8));
        this.start = Math.min(heading + 1, text.length);
    }

    /** The model of the key, or null when there is none. */
    @Override
    public @Nullable CatalogModel get(String key) {
        byte[] wanted = key.getBytes(StandardCharsets.UTF_8);
        int from = start;
        int to = text.length;
        while (from < to) {
            int line = lineStart(from + (to - from) / 2, from);
            int order = Arrays.compareUnsigned(wanted, 0, wanted.length, text, line, keyEnd(line));
            if (order == 0) {
                return model(line);
            }
            if (order < 0) {
                to = line;
            } else {
                from = lineEnd(line) + 1;
            }
        }
        return null;
    }

    /** All models, by key. */
    @Override
    public List<CatalogModel> all() {
        List<CatalogModel> models = new ArrayList<>();
        for (int line = start; line < text.length; line = lineEnd(line) + 1) {
            models.add(model(line));
        }
        return models;
    }

    private CatalogModel model(int line) {
        List<String> cells = cells(new String(text, line, lineEnd(line) - line, StandardCharsets.UTF_8));
        return new CatalogModel(
                cell(cells, "key"),
                cell(cells, "provider"),
                cell(cells, "mode"),
                number(cell(cells, "max_input_tokens")),
                number(cell(cells, "max_output_tokens")),
                AbilityNames.read(cell(cells, "abilities")),
                !cell(cells, "complete").isEmpty(),
                cell(cells, "facts"),
                cell(cells, "prices"));
    }

    private String cell(List<String> cells, String column) {
        int at = columns.indexOf(column);
        return at < 0 || at >= cells.size() ? "" : cells.get(at);
    }

    private static @Nullable Long number(String cell) {
        return cell.isEmpty() ? null : Long.valueOf(cell);
    }

    private static List<String> cells(String line) {
        List<String> cells = new ArrayList<>(9);
        int from = 0;
        for (int at = line.indexOf('\t'); at >= 0; at = line.indexOf('\t', from)) {
            cells.add(line.substring(from, at));
            from = at + 1;
        }
        cells.add(line.substring(from));
        return cells;
    }

    /** Where the line begins in which {@code at} is. */
    private int lineStart(int at, int notBefore) {
        int line = at;
        while (line > notBefore && text[line - 1] != '\n') {
            line--;
        }
        return line;
    }

    private int keyEnd(int line) {
        int end = line;
        while (end < text.length && text[end] != '\t' && text[end] != '\n') {
            end++;
        }
        return end;
    }

    private int lineEnd(int from) {
        int end = from;
        while (end < text.length && text[end] != '\n') {
            end++;
        }
        return end;
    }
}
