package dev.dragoman.dialect.converse;

/** The ids of tool calls as Bedrock takes them: short, and of few characters. Other vendors are less strict. */
final class ToolIds {

    private static final int LONGEST = 64;
    private static final int HASH_DIGITS = 8;

    private ToolIds() {}

    /** The id as it is taken; the same for the same id. One that must be cut keeps a trace of its rest. */
    static String write(String id) {
        if (id.isEmpty()) {
            return "call";
        }
        StringBuilder clean = new StringBuilder(id.length());
        for (int i = 0; i < id.length(); i++) {
            clean.append(isAllowed(id.charAt(i)) ? id.charAt(i) : '_');
        }
        if (clean.length() > LONGEST) {
            clean.setLength(LONGEST - HASH_DIGITS - 1);
            String hash = Integer.toHexString(id.hashCode());
            clean.append('_').append("0".repeat(HASH_DIGITS - hash.length())).append(hash);
        }
        return clean.toString();
    }

    private static boolean isAllowed(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || "_.:-".indexOf(c) >= 0;
    }
}
