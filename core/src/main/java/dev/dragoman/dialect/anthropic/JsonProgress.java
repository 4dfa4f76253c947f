package dev.dragoman.dialect.anthropic;

/** Watches a JSON object arrive in pieces and knows when it is whole. Not thread-safe. */
final class JsonProgress {

    private int depth;
    private boolean begun;
    private boolean inString;
    private boolean escaped;

    void feed(String piece) {
        for (int i = 0; i < piece.length(); i++) {
            feed(piece.charAt(i));
        }
    }

    /** Whether something came and every bracket is closed. */
    boolean isWhole() {
        return begun && depth == 0;
    }

    private void feed(char c) {
        if (inString) {
            inString = escaped || c != '"';
            escaped = !escaped && c == '\\';
            return;
        }
        switch (c) {
            case '"' -> inString = true;
            case '{', '[' -> {
                begun = true;
                depth++;
            }
            case '}', ']' -> depth--;
            default -> {
                // Numbers, words and white space nest nothing.
            }
        }
    }
}
