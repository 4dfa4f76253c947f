package dev.dragoman.gateway.ledger.report;

import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonNull;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonValue;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A report as comma-separated values: a line for each innermost entry of its lists, with what stands around it. Texts that a
 * spreadsheet would take for a formula are marked as texts.
 */
public final class CsvTable {

    private static final String FORMULAS = "=+-@\t\r";

    private CsvTable() {}

    /** The table; its first line names the columns. */
    public static String of(JsonArray report) {
        List<JsonObject> lines = report.items().stream()
                .flatMap(item -> item instanceof JsonObject entry ? flat(entry).stream() : java.util.stream.Stream.of())
                .toList();
        Set<String> columns = new LinkedHashSet<>();
        lines.forEach(line -> columns.addAll(line.names()));
        StringBuilder csv = new StringBuilder();
        append(csv, columns.stream().map(CsvTable::cell).toList());
        for (JsonObject line : lines) {
            append(csv, columns.stream().map(column -> cell(line.get(column))).toList());
        }
        return csv.toString();
    }

    /** An entry for each of the entries in its lists; itself when it has none. */
    private static List<JsonObject> flat(JsonObject entry) {
        JsonObject.Builder around = JsonObject.builder();
        JsonArray inner = JsonArray.EMPTY;
        for (String name : entry.names()) {
            JsonValue value = entry.get(name);
            if (value instanceof JsonArray list && isTable(list)) {
                inner = list;
            } else if (value != null) {
                around.put(name, value);
            }
        }
        JsonObject outer = around.build();
        return inner.isEmpty()
                ? List.of(outer)
                : inner.items().stream()
                        .flatMap(item -> flat((JsonObject) item).stream())
                        .map(outer::merged)
                        .toList();
    }

    private static boolean isTable(JsonArray list) {
        return !list.isEmpty() && list.items().stream().allMatch(JsonObject.class::isInstance);
    }

    private static void append(StringBuilder csv, List<String> cells) {
        csv.append(String.join(",", cells)).append("\r\n");
    }

    private static String cell(@org.jspecify.annotations.Nullable JsonValue value) {
        return switch (value) {
            case null -> "";
            case JsonNull none -> "";
            case JsonString text -> cell(text.value());
            case JsonObject object -> quoted(object.toJson());
            case JsonArray list -> quoted(list.toJson());
            case JsonValue plain -> plain.toJson();
        };
    }

    private static String cell(String text) {
        boolean formula = !text.isEmpty() && FORMULAS.indexOf(text.charAt(0)) >= 0;
        String safe = formula ? "'" + text : text;
        boolean plain = safe.chars().allMatch(c -> c != ',' && c != '"' && c != '\n' && c != '\r');
        return plain ? safe : quoted(safe);
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\"", "\"\"") + "\"";
    }
}
