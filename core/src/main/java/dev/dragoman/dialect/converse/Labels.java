package dev.dragoman.dialect.converse;

import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;

/** The caller's labels, which AWS takes in its logs: at most 16, short, and text throughout. */
final class Labels {

    private static final int MOST = 16;
    private static final int LONGEST = 256;

    private Labels() {}

    static boolean fit(JsonObject labels) {
        boolean[] fit = {labels.size() <= MOST};
        labels.forEach((name, value) -> fit[0] &= name.length() <= LONGEST
                && !name.isEmpty()
                && value instanceof JsonString text
                && text.value().length() <= LONGEST);
        return fit[0];
    }
}
