package dev.dragoman;

/** Checks header fields that a program sets. */
final class Fields {

    private static final String TOKEN_MARKS = "!#$%&'*+-.^_`|~";

    private Fields() {}

    static String checkedName(String name) {
        if (name.isEmpty() || !name.chars().allMatch(Fields::isTokenCharacter)) {
            throw new IllegalArgumentException(
                    "header: the name \"" + name + "\" (expected: letters, digits and dashes)");
        }
        return name;
    }

    static String checkedValue(String name, String value) {
        if (value.chars().anyMatch(c -> c < ' ' && c != '\t' || c == 127)) {
            throw new IllegalArgumentException(
                    "header: a control character in " + name + " (expected: one line of text)");
        }
        return value;
    }

    private static boolean isTokenCharacter(int c) {
        return c < 128 && Character.isLetterOrDigit(c) || TOKEN_MARKS.indexOf(c) >= 0;
    }
}
