package dev.dragoman.testkit.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The tokens of field tables: words, quoted strings, patterns between slashes, and signs. */
final class Tokens {

    private static final Pattern TOKEN = Pattern.compile(
            "\\s+|#[^\n]*|(?<token>'[^']*'|/(?:[^/\\\\]|\\\\.)*/|-?\\d+(?:\\.\\d+)?(?![\\w])|[\\w$-]+|\\.\\.\\.|\\.\\.|[{}\\[\\]()|?!=:,])");

    private final List<String> tokens = new ArrayList<>();
    private int next;

    Tokens(String text) {
        Matcher matcher = TOKEN.matcher(text);
        int end = 0;
        while (end < text.length()) {
            if (!matcher.find(end) || matcher.start() != end) {
                String rest = text.substring(end, Math.min(text.length(), end + 20));
                throw new IllegalArgumentException("field tables: " + rest + " (expected: a token)");
            }
            if (matcher.group("token") != null) {
                tokens.add(matcher.group("token"));
            }
            end = matcher.end();
        }
    }

    boolean atEnd() {
        return next == tokens.size();
    }

    boolean atNumber() {
        return !atEnd() && tokens.get(next).matches("-?\\d.*");
    }

    boolean take(String sign) {
        boolean found = !atEnd() && tokens.get(next).equals(sign);
        next += found ? 1 : 0;
        return found;
    }

    void require(String sign) {
        if (!take(sign)) {
            throw error(sign);
        }
    }

    String word() {
        if (atEnd() || !tokens.get(next).matches("[\\w$-]+")) {
            throw error("a word");
        }
        return tokens.get(next++);
    }

    double number() {
        if (!atNumber()) {
            throw error("a number");
        }
        return Double.parseDouble(tokens.get(next++));
    }

    @Nullable
    String takeQuoted() {
        return takeBetween("'");
    }

    @Nullable
    String takePattern() {
        return takeBetween("/");
    }

    IllegalArgumentException error(String expected) {
        String found = atEnd() ? "the end" : tokens.get(next);
        String before = String.join(" ", tokens.subList(Math.max(0, next - 5), next));
        return new IllegalArgumentException(
                "field tables after \"" + before + "\": " + found + " (expected: " + expected + ")");
    }

    private @Nullable String takeBetween(String mark) {
        if (atEnd() || !tokens.get(next).startsWith(mark)) {
            return null;
        }
        String token = tokens.get(next++);
        return token.substring(1, token.length() - 1);
    }
}
