package dev.dragoman.json;

/** Checks a JSON object, once, and reports where its top-level members are. Nothing is decoded. */
final class JsonScanner {

    /** Names, roles and ids are no longer than this. */
    private static final int SHORT = 48;

    private final byte[] bytes;
    private final int start;
    private final int end;
    private final KeyWatch watch;
    private int at;
    private boolean escapedName;
    private long mentioned;

    JsonScanner(byte[] bytes, int offset, int length, KeyWatch watch) {
        this.bytes = bytes;
        this.start = offset;
        this.at = offset;
        this.end = offset + length;
        this.watch = watch;
    }

    /** Hears of each top-level member. */
    interface Members {

        /**
         * A member: its name without quotes (perhaps with escapes when {@code escaped}), its value, and the bits of what
         * is watched for and was met within.
         */
        void member(int name, int nameLength, boolean escaped, int value, int valueLength, long mentioned);
    }

    void scan(Members members) {
        skipSpace();
        if (at == end) {
            throw wrong("expected a JSON object, but there is nothing");
        }
        if (bytes[at] != '{') {
            throw wrong("expected a JSON object");
        }
        at++;
        topLevel(members);
        skipSpace();
        if (at != end) {
            throw wrong("expected nothing after the JSON object");
        }
    }

    private void topLevel(Members members) {
        skipSpace();
        if (next() == '}') {
            at++;
            return;
        }
        while (true) {
            int name = at + 1;
            name();
            int nameLength = at - 1 - name;
            boolean escaped = escapedName;
            colon();
            int value = at;
            mentioned = 0;
            value(2);
            members.member(name, nameLength, escaped, value, at - value, mentioned);
            if (!more('}')) {
                return;
            }
        }
    }

    private void value(int depth) {
        switch (next()) {
            case '{' -> object(depth);
            case '[' -> array(depth);
            case '"' -> string();
            case 't' -> word("true");
            case 'f' -> word("false");
            case 'n' -> word("null");
            default -> number();
        }
    }

    private void object(int depth) {
        descend(depth);
        skipSpace();
        if (next() == '}') {
            at++;
            return;
        }
        do {
            int name = at + 1;
            name();
            int nameLength = at - 1 - name;
            colon();
            int value = at;
            value(depth + 1);
            if (watch.mayWatch(nameLength)) {
                mentioned |= watch.bits(bytes, name, nameLength, value, at - value);
            }
        } while (more('}'));
    }

    private void array(int depth) {
        descend(depth);
        skipSpace();
        if (next() == ']') {
            at++;
            return;
        }
        do {
            value(depth + 1);
        } while (more(']'));
    }

    private void descend(int depth) {
        if (depth > Json.MAX_DEPTH) {
            throw wrong("nested deeper than " + Json.MAX_DEPTH + " levels");
        }
        at++;
    }

    private void name() {
        if (next() != '"') {
            throw wrong("expected a member name in double quotes");
        }
        escapedName = string();
    }

    private void colon() {
        skipSpace();
        if (next() != ':') {
            throw wrong("expected ':' after a member name");
        }
        at++;
        skipSpace();
    }

    /** Passes a comma (true) or the closing bracket (false). */
    private boolean more(char closing) {
        skipSpace();
        byte b = next();
        if (b == ',') {
            at++;
            skipSpace();
            return true;
        }
        if (b == closing) {
            at++;
            return false;
        }
        throw wrong("expected ',' or '" + closing + "'");
    }

    /** Passes a string; says whether it may have escapes. */
    private boolean string() {
        int open = at++;
        int i = JsonText.plainEnd(bytes, at, end, SHORT);
        if (i < end && bytes[i] == '"') {
            at = i + 1;
            return false;
        }
        int closing = JsonText.closingQuote(bytes, i, end);
        if (closing < 0) {
            at = ~closing;
            throw wrong(JsonText.mistake(bytes, open + 1, at, end));
        }
        at = closing + 1;
        return true;
    }

    private void word(String word) {
        for (int i = 0; i < word.length(); i++, at++) {
            if (next() != word.charAt(i)) {
                throw wrong("expected " + word);
            }
        }
    }

    private void number() {
        if (next() == '-') {
            at++;
        }
        if (next() == '0') {
            at++;
        } else {
            digits();
        }
        if (at < end && bytes[at] == '.') {
            at++;
            digits();
        }
        if (at < end && (bytes[at] == 'e' || bytes[at] == 'E')) {
            at++;
            if (next() == '+' || bytes[at] == '-') {
                at++;
            }
            digits();
        }
    }

    private void digits() {
        int from = at;
        while (at < end && bytes[at] >= '0' && bytes[at] <= '9') {
            at++;
        }
        if (at == from) {
            throw wrong("expected a JSON value");
        }
    }

    private void skipSpace() {
        while (at < end) {
            byte b = bytes[at];
            if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
                return;
            }
            at++;
        }
    }

    private byte next() {
        if (at >= end) {
            throw wrong("the JSON ends too early");
        }
        return bytes[at];
    }

    private JsonSyntaxException wrong(String what) {
        return new JsonSyntaxException(what, at - start);
    }
}
