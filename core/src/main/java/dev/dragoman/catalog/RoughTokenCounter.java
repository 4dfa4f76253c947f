package dev.dragoman.catalog;

/**
 * Guesses tokens from characters: four of an alphabet make one, three make two where each is a word or a syllable. Needs no
 * vocabulary.
 */
public final class RoughTokenCounter implements TokenCounter {

    private static final int PER_TOKEN = 12;
    private static final int NARROW = 3;
    private static final int WIDE = 8;

    /** From here on scripts have one character for a syllable or a word. */
    private static final int FIRST_WIDE = 0x1100;

    @Override
    public long count(String model, String text) {
        long twelfths = 0;
        for (int i = 0; i < text.length(); i++) {
            twelfths += text.charAt(i) >= FIRST_WIDE ? WIDE : NARROW;
        }
        return (twelfths + PER_TOKEN - 1) / PER_TOKEN;
    }
}
