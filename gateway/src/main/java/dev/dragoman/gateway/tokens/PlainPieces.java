package dev.dragoman.gateway.tokens;

/**
 * Cuts plain ASCII text where OpenAI's vocabularies cut it before they look for tokens, as their regular expressions do, and in a
 * fraction of the time.
 *
 * @see <a href="https://github.com/openai/tiktoken/blob/main/tiktoken_ext/openai_public.py">OpenAI: the expressions</a>
 */
enum PlainPieces {

    /** A piece of letters has at most one change, from capital letters to small ones; slashes stay with what is before. */
    O200K {
        @Override
        int word(String text, int from, int limit) {
            int capitals = from;
            while (capitals < limit && isCapital(text.charAt(capitals))) {
                capitals++;
            }
            int end = capitals;
            while (end < limit && isSmall(text.charAt(end))) {
                end++;
            }
            return end == from ? from : end + ending(text, end, limit);
        }

        @Override
        boolean staysWithSigns(char letter) {
            return letter == '\n' || letter == '\r' || letter == '/';
        }
    },

    /** Endings such as {@code 's} are pieces of their own. */
    CL100K {
        @Override
        int word(String text, int from, int limit) {
            int end = from;
            while (end < limit && isLetter(text.charAt(end))) {
                end++;
            }
            return end;
        }

        @Override
        boolean staysWithSigns(char letter) {
            return letter == '\n' || letter == '\r';
        }

        @Override
        int end(String text, int from, int limit) {
            int ending = ending(text, from, limit);
            return ending > 0 ? from + ending : super.end(text, from, limit);
        }
    };

    private static final int MOST_DIGITS = 3;
    private static final char NEXT_LINE = 0x85;

    /** Where a word ends that begins there; there when none does. */
    abstract int word(String text, int from, int limit);

    /** Whether it belongs to the signs before it. */
    abstract boolean staysWithSigns(char letter);

    /** Whether the text has nothing but what is cut here. */
    static boolean isPlain(char letter) {
        return letter < 0x7f && letter >= ' ' || letter == '\n' || letter == '\r' || letter == '\t';
    }

    /** Whether a piece ends between these, whatever else there is: a line that ends and one that begins in its first column. */
    static boolean isCut(char before, char after) {
        return before == '\n'
                && after != '/'
                && after != NEXT_LINE
                && !Character.isWhitespace(after)
                && !Character.isSpaceChar(after);
    }

    /** Where the piece ends that begins there. */
    int end(String text, int from, int limit) {
        char first = text.charAt(from);
        boolean prefix = !isLetter(first) && !isDigit(first) && first != '\n' && first != '\r';
        int start = prefix ? from + 1 : from;
        int word = word(text, start, limit);
        if (word > start) {
            return word;
        }
        if (isDigit(first)) {
            return digits(text, from, limit);
        }
        int signs = signs(text, first == ' ' ? from + 1 : from, limit);
        return signs > from + (first == ' ' ? 1 : 0) ? signs : blanks(text, from, limit);
    }

    private static int digits(String text, int from, int limit) {
        int end = from;
        while (end < limit && end < from + MOST_DIGITS && isDigit(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private int signs(String text, int from, int limit) {
        int end = from;
        while (end < limit && isSign(text.charAt(end))) {
            end++;
        }
        if (end > from) {
            while (end < limit && staysWithSigns(text.charAt(end))) {
                end++;
            }
        }
        return end;
    }

    /** To the last end of a line among blanks, else to the last blank before something else. */
    private static int blanks(String text, int from, int limit) {
        int end = from;
        int line = from;
        while (end < limit && isBlank(text.charAt(end))) {
            end++;
            if (text.charAt(end - 1) == '\n' || text.charAt(end - 1) == '\r') {
                line = end;
            }
        }
        if (line > from) {
            return line;
        }
        return end == limit || end == from + 1 ? end : end - 1;
    }

    /** The length of an ending such as {@code 's} or {@code 'LL}. */
    private static int ending(String text, int from, int limit) {
        if (from + 1 >= limit || text.charAt(from) != '\'') {
            return 0;
        }
        char first = (char) (text.charAt(from + 1) | ' ');
        if (first == 's' || first == 't' || first == 'm' || first == 'd') {
            return isLetter(text.charAt(from + 1)) ? 2 : 0;
        }
        char second = from + 2 < limit && isLetter(text.charAt(from + 2)) ? (char) (text.charAt(from + 2) | ' ') : ' ';
        boolean two = first == 'r' && second == 'e' || first == 'v' && second == 'e' || first == 'l' && second == 'l';
        return two && isLetter(text.charAt(from + 1)) ? 3 : 0;
    }

    private static boolean isCapital(char letter) {
        return letter >= 'A' && letter <= 'Z';
    }

    private static boolean isSmall(char letter) {
        return letter >= 'a' && letter <= 'z';
    }

    private static boolean isLetter(char letter) {
        return isSmall((char) (letter | ' ')) && letter < 0x7f;
    }

    private static boolean isDigit(char letter) {
        return letter >= '0' && letter <= '9';
    }

    private static boolean isBlank(char letter) {
        return letter == ' ' || letter == '\n' || letter == '\r' || letter == '\t';
    }

    private static boolean isSign(char letter) {
        return !isBlank(letter) && !isLetter(letter) && !isDigit(letter);
    }
}
