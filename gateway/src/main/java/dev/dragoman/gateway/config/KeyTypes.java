package dev.dragoman.gateway.config;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads types as the key table writes them, such as {@code int 1..65535} or {@code bool or text}. */
final class KeyTypes {

    private KeyTypes() {}

    static KeyType parse(String text) {
        List<String> alternatives = KeyRows.parts(text, " or ");
        if (alternatives.size() > 1) {
            return new KeyType.AnyOf(alternatives.stream().map(KeyTypes::parse).toList());
        }
        int space = text.indexOf(' ');
        String word = space < 0 ? text : text.substring(0, space);
        return parse(word, space < 0 ? "" : text.substring(space + 1));
    }

    private static KeyType parse(String word, String rest) {
        return switch (word) {
            case "text" -> rest.equals("map") ? new KeyType.TextMap() : new KeyType.Text();
            case "file" -> new KeyType.FilePath();
            case "bool" -> new KeyType.Truth();
            case "int" -> new KeyType.Whole(min(rest).longValueExact(), most(rest));
            case "number" -> new KeyType.Decimal(min(rest), max(rest));
            case "duration" -> new KeyType.Span(min(rest), max(rest));
            case "choice" -> new KeyType.Choice(KeyRows.parts(rest, " "));
            case "texts" -> new KeyType.Texts();
            case "list" -> new KeyType.Items();
            case "map" -> new KeyType.Table();
            case "any" -> new KeyType.Anything();
            default -> throw new IllegalArgumentException(word + ": expected a type of the key table");
        };
    }

    private static BigDecimal min(String range) {
        return range.isEmpty() ? BigDecimal.ZERO : new BigDecimal(range.substring(0, range.indexOf("..")));
    }

    private static @Nullable BigDecimal max(String range) {
        String end = range.isEmpty() ? "" : range.substring(range.indexOf("..") + 2);
        return end.isEmpty() ? null : new BigDecimal(end);
    }

    private static long most(String range) {
        BigDecimal max = max(range);
        return max == null ? Long.MAX_VALUE : max.longValueExact();
    }
}
