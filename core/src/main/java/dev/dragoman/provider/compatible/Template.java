package dev.dragoman.provider.compatible;

import java.util.function.Function;

/** Text with {@code {placeholders}}. */
final class Template {

    private Template() {}

    /** The text with what its placeholders stand for. */
    static String filled(String text, Function<String, String> values) {
        int open = text.indexOf('{');
        if (open < 0) {
            return text;
        }
        StringBuilder filled = new StringBuilder();
        int from = 0;
        while (open >= 0) {
            int close = text.indexOf('}', open);
            filled.append(text, from, open).append(values.apply(text.substring(open + 1, close)));
            from = close + 1;
            open = text.indexOf('{', from);
        }
        return filled.append(text, from, text.length()).toString();
    }
}
