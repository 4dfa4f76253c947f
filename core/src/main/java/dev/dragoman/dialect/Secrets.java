package dev.dragoman.dialect;

/** Masks keys that a vendor repeats in its messages. */
final class Secrets {

    private static final String[] BEGINNINGS = {"sk-", "Bearer ", "key=", "AIza", "ya29."};
    private static final int SHORTEST = 8;
    private static final int SHOWN = 4;

    private Secrets() {}

    /** The text with all but the last characters of every key replaced. */
    static String mask(String text) {
        String masked = text;
        for (String beginning : BEGINNINGS) {
            masked = mask(masked, beginning);
        }
        return masked;
    }

    private static String mask(String text, String beginning) {
        int at = text.indexOf(beginning);
        if (at < 0) {
            return text;
        }
        StringBuilder masked = new StringBuilder(text.length());
        int done = 0;
        while (at >= 0) {
            int start = at + beginning.length();
            int end = end(text, start);
            if (end - start >= SHORTEST) {
                masked.append(text, done, start).append("***").append(text, end - SHOWN, end);
                done = end;
            }
            at = text.indexOf(beginning, Math.max(end, start));
        }
        return masked.append(text, done, text.length()).toString();
    }

    private static int end(String text, int start) {
        int end = start;
        while (end < text.length() && isKey(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean isKey(char c) {
        return Character.isLetterOrDigit(c) || c == '-' || c == '_' || c == '.' || c == '*';
    }
}
