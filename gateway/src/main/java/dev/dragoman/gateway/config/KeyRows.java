package dev.dragoman.gateway.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads rows of the key table: {@code name, alias | type | default | environment variable | acted, or accepted |
 * meaning}; several names share one meaning when they are separated by {@code " + "}. Every start reads them all, so
 * there are no regular expressions here, and equal types are made once.
 */
final class KeyRows {

    private static final int COLUMNS = 6;

    private final Map<String, KeyType> types = new HashMap<>();

    /**
     * Adds the keys of a row.
     *
     * @throws IllegalArgumentException when it is none
     */
    void read(String line, List<KeySpec> into) {
        List<String> cells = parts(line, "|");
        if (cells.size() != COLUMNS) {
            throw new IllegalArgumentException(line + ": expected " + COLUMNS + " columns");
        }
        for (String names : parts(cells.getFirst(), " + ")) {
            List<String> all = parts(names, ",");
            into.add(new KeySpec(
                    all.getFirst(),
                    all.subList(1, all.size()),
                    types.computeIfAbsent(cells.get(1), KeyTypes::parse),
                    cells.get(2),
                    cells.get(3),
                    cells.get(4).equals("acted"),
                    cells.get(5)));
        }
    }

    /** The parts between separators, without blanks around them. */
    static List<String> parts(String text, String separator) {
        List<String> parts = new ArrayList<>();
        int from = 0;
        for (int at = text.indexOf(separator); at >= 0; at = text.indexOf(separator, from)) {
            parts.add(text.substring(from, at).strip());
            from = at + separator.length();
        }
        parts.add(text.substring(from).strip());
        return parts;
    }
}
