package dev.dragoman.provider.compatible;

import dev.dragoman.provider.Operation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;

/** Reads a row from its block of lines. */
final class RowReader {

    private final Row row;

    private RowReader(Row row) {
        this.row = row;
    }

    /** The row of a block. */
    static Row read(List<String> lines) {
        String heading = lines.getFirst();
        int close = heading.indexOf(']');
        Row row = new Row(
                Words.of(heading.substring(1, close)),
                heading.substring(close + 1).strip());
        RowReader reader = new RowReader(row);
        for (String line : lines.subList(1, lines.size())) {
            reader.line(Words.first(line), Words.rest(line));
        }
        return row;
    }

    private void line(String word, String rest) {
        switch (word) {
            case "base" -> row.base = rest;
            case "path" -> row.path = rest;
            case "keys" -> row.keys.addAll(Words.of(rest));
            case "bases" -> row.bases.addAll(Words.of(rest));
            case "setting" -> row.settings.add(Setting.read(rest));
            case "scheme" -> row.scheme = rest;
            case "key-field" -> keyField(rest);
            case "login" -> row.login = ClientLogin.read(rest);
            case "key-form" -> row.keyForm = KeyForm.read(rest);
            case "keyless" -> keyless(rest);
            case "header" -> row.headers.put(Words.first(rest).toLowerCase(Locale.ROOT), Words.rest(rest));
            case "serves" -> row.serves.addAll(Words.of(rest));
            case "offers" -> Words.of(rest).forEach(name -> row.offers.add(operation(name)));
            case "speaks" -> speaks(rest);
            case "at" -> at(operation(Words.first(rest)), Words.rest(rest));
            case "home" -> row.homes.put(operation(Words.first(rest)), Words.rest(rest));
            case "form" -> form(operation(Words.first(rest)), Words.rest(rest));
            case "leave" -> row.leaves.put(operation(Words.first(rest)), Words.of(Words.rest(rest)));
            case "model" -> row.forms.add(ModelForm.read(rest));
            default -> row.rules.add(RuleReader.read(word, rest));
        }
    }

    private void at(Operation operation, String rest) {
        if (Words.first(rest).equals("for")) {
            String model = Words.first(Words.rest(rest));
            row.pathsByModel
                    .computeIfAbsent(operation, any -> new LinkedHashMap<>())
                    .put(model, Words.rest(Words.rest(rest)));
        } else {
            row.paths.put(operation, rest);
        }
    }

    private static Operation operation(String name) {
        return Operation.valueOf(name.replace('-', '_').toUpperCase(Locale.ROOT));
    }

    private void speaks(String rest) {
        row.speaks.add(operation(Words.first(rest)));
        row.withoutInstructions = Words.rest(rest).equals("without instructions");
    }

    private void form(Operation operation, String name) {
        row.services.put(operation, NamedForms.of(operation, name));
    }

    private void keyField(String name) {
        row.keyField = name.toLowerCase(Locale.ROOT);
        row.scheme = "";
    }

    private void keyless(String placeholder) {
        row.keyless = true;
        row.placeholderKey = placeholder.isEmpty() ? null : placeholder;
    }
}
