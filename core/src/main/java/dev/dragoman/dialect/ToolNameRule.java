package dev.dragoman.dialect;

/**
 * Which names of tools a vendor takes: ASCII letters, digits, underscores and a few more characters, up to a length.
 *
 * @param longest the most characters
 * @param more the further characters that may stand in a name
 * @param letterFirst whether a name must begin with a letter or an underscore
 */
public record ToolNameRule(int longest, String more, boolean letterFirst) {

    /** What OpenAI and most others take. */
    public static final ToolNameRule USUAL = new ToolNameRule(64, "-", false);

    private static final int HASH = 8;

    /** Whether the name may stand as it is. An empty one is left for the vendor to judge. */
    boolean fits(String name) {
        if (name.length() > longest) {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            if (!fits(name.charAt(i), i)) {
                return false;
            }
        }
        return true;
    }

    /**
     * A name that fits: as much of the other one as can stand, and a hash that tells it from others like it.
     *
     * @param turn how many names made of this one were taken already
     */
    String fitted(String name, int turn) {
        StringBuilder fitted = new StringBuilder(longest);
        int kept = Math.min(name.length(), longest - HASH - 1);
        for (int i = 0; i < kept; i++) {
            char c = name.charAt(i);
            fitted.append(fits(c, i) ? c : '_');
        }
        String hash = Integer.toHexString(hash(name, turn));
        return fitted.append('_').repeat('0', HASH - hash.length()).append(hash).toString();
    }

    private boolean fits(char c, int position) {
        boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_';
        boolean other = c >= '0' && c <= '9' || more.indexOf(c) >= 0;
        return letter || other && !(letterFirst && position == 0);
    }

    /** FNV-1a. */
    private static int hash(String name, int turn) {
        int hash = 0x811c9dc5 ^ turn;
        for (int i = 0; i < name.length(); i++) {
            hash = (hash ^ name.charAt(i)) * 0x01000193;
        }
        return hash;
    }
}
