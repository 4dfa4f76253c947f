package dev.dragoman.gateway.access;

import dev.dragoman.error.BadRequestException;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonBoolean;
import dev.dragoman.json.JsonNull;
import dev.dragoman.json.JsonNumber;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonSyntaxException;
import dev.dragoman.json.JsonValue;
import java.util.Locale;

/** Reads filters: {@code or} binds least, then {@code and}, then {@code not}. Confined to one thread. */
final class ScimFilterReader {

    private static final int LONGEST = 4_096;
    private static final int DEEPEST = 20;

    private final String text;
    private final boolean within;
    private int at;
    private int depth;

    /**
     * Of a text.
     *
     * @param within whether it stands in square brackets, where there are no others
     */
    ScimFilterReader(String text, boolean within) {
        this.text = text;
        this.within = within;
        if (text.length() > LONGEST) {
            throw wrong("at most " + LONGEST + " letters");
        }
    }

    /** The whole text. */
    ScimFilter read() {
        ScimFilter filter = either();
        skip();
        if (at < text.length()) {
            throw wrong("and, or, or the end at letter " + at);
        }
        return filter;
    }

    private ScimFilter either() {
        ScimFilter filter = both();
        while (takes("or")) {
            filter = new ScimFilter.Either(filter, both());
        }
        return filter;
    }

    private ScimFilter both() {
        ScimFilter filter = one();
        while (takes("and")) {
            filter = new ScimFilter.Both(filter, one());
        }
        return filter;
    }

    private ScimFilter one() {
        if (++depth > DEEPEST) {
            throw wrong("at most " + DEEPEST + " conditions");
        }
        if (takes("not")) {
            return new ScimFilter.Not(one());
        }
        skip();
        if (at < text.length() && text.charAt(at) == '(') {
            at++;
            ScimFilter inner = either();
            close();
            return inner;
        }
        return condition();
    }

    private void close() {
        skip();
        if (at >= text.length() || text.charAt(at) != ')') {
            throw wrong("a closing bracket at letter " + at);
        }
        at++;
    }

    private ScimFilter condition() {
        String named = path();
        if (within && named.indexOf('[') >= 0) {
            throw wrong("no brackets in brackets");
        }
        ScimPath path = ScimPath.of(named);
        String operator = word().toLowerCase(Locale.ROOT);
        if (operator.equals("pr")) {
            return new ScimFilter.Present(path);
        }
        if (!ScimFilter.Compared.OPERATORS.contains(operator)) {
            throw wrong("one of " + String.join(", ", ScimFilter.Compared.OPERATORS) + ", pr before letter " + at);
        }
        return new ScimFilter.Compared(path, operator, value());
    }

    /** An attribute; what is in square brackets belongs to it. */
    private String path() {
        skip();
        int from = at;
        int open = 0;
        boolean quoted = false;
        while (at < text.length()) {
            char c = text.charAt(at);
            quoted ^= c == '"' && (at == from || text.charAt(at - 1) != '\\');
            open += quoted ? 0 : c == '[' ? 1 : c == ']' ? -1 : 0;
            if (open == 0 && !quoted && (c == ' ' || c == ')')) {
                break;
            }
            at++;
        }
        return text.substring(from, at);
    }

    private String word() {
        skip();
        int from = at;
        while (at < text.length() && " ()\"".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return text.substring(from, at);
    }

    private JsonValue value() {
        skip();
        if (at < text.length() && text.charAt(at) == '"') {
            return quoted();
        }
        String word = word();
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "true" -> JsonBoolean.TRUE;
            case "false" -> JsonBoolean.FALSE;
            case "null" -> JsonNull.NULL;
            default -> number(word);
        };
    }

    private JsonValue quoted() {
        int from = at++;
        while (at < text.length() && text.charAt(at) != '"') {
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        at = Math.min(at + 1, text.length());
        try {
            if (Json.parse(text.substring(from, at)) instanceof JsonString string
                    && string.value().indexOf('\0') < 0) {
                return string;
            }
        } catch (JsonSyntaxException open) {
            // Told below.
        }
        throw wrong("a text in quotes at letter " + from);
    }

    private JsonValue number(String word) {
        try {
            if (Json.parse(word) instanceof JsonNumber number) {
                return number;
            }
        } catch (JsonSyntaxException none) {
            // Told below.
        }
        throw wrong("a text in quotes, a number, true or false before letter " + at);
    }

    private boolean takes(String word) {
        skip();
        int end = at + word.length();
        boolean there = text.regionMatches(true, at, word, 0, word.length())
                && end < text.length()
                && (text.charAt(end) == ' ' || text.charAt(end) == '(');
        at = there ? end : at;
        return there;
    }

    private void skip() {
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
    }

    private BadRequestException wrong(String expected) {
        return ScimErrors.wrong("invalidFilter", "filter: " + Schema.cut(text) + " (expected: " + expected + ")");
    }
}
