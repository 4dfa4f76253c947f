package dev.dragoman.provider.compatible;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The table as text; only the rows that are asked for are read. Immutable. */
final class ProviderTable {

    private static final String RESOURCE = "providers.txt";

    private final String text;

    ProviderTable(String text) {
        this.text = text;
    }

    /** The table that comes with the library. */
    static ProviderTable builtIn() {
        try (InputStream in = ProviderTable.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(
                        "resource " + RESOURCE + " is missing (expected: beside ProviderTable)");
            }
            return new ProviderTable(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException broken) {
            throw new UncheckedIOException("resource " + RESOURCE + " cannot be read", broken);
        }
    }

    /** The row of that name or alias, or null when there is none. */
    @Nullable
    Row find(String name) {
        for (int at = heading(0); at >= 0; at = heading(at + 1)) {
            if (Words.of(text.substring(at + 1, text.indexOf(']', at))).contains(name)) {
                return row(at);
            }
        }
        return null;
    }

    /** All rows in order. */
    List<Row> all() {
        List<Row> rows = new ArrayList<>();
        for (int at = heading(0); at >= 0; at = heading(at + 1)) {
            rows.add(row(at));
        }
        return rows;
    }

    /** The rows with a key or a base in a variable that is set; a process that starts reads no others. */
    List<Row> withVariable(Predicate<String> isSet) {
        List<Row> rows = new ArrayList<>();
        for (int at = heading(0); at >= 0; at = heading(at + 1)) {
            if (namesVariable(at, isSet)) {
                rows.add(row(at));
            }
        }
        return rows;
    }

    private boolean namesVariable(int heading, Predicate<String> isSet) {
        for (int at = heading; at < text.length() && lineEnd(at) > at; at = lineEnd(at) + 1) {
            if (text.startsWith("keys ", at) || text.startsWith("bases ", at)) {
                for (String variable : Words.of(text.substring(text.indexOf(' ', at), lineEnd(at)))) {
                    if (isSet.test(variable)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    /** Where the next heading begins; the table begins with comments. */
    private int heading(int from) {
        int newline = text.indexOf("\n[", Math.max(0, from - 1));
        return newline < 0 ? -1 : newline + 1;
    }

    private Row row(int heading) {
        List<String> lines = new ArrayList<>();
        for (int at = heading; at < text.length(); at = lineEnd(at) + 1) {
            String line = text.substring(at, lineEnd(at));
            if (line.isBlank()) {
                break;
            }
            lines.add(line);
        }
        return RowReader.read(lines);
    }

    private int lineEnd(int from) {
        int end = text.indexOf('\n', from);
        return end < 0 ? text.length() : end;
    }
}
