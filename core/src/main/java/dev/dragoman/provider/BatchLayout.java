package dev.dragoman.provider;

/**
 * How lines stand in a document.
 *
 * @param opening before the first
 * @param separator between two
 * @param ending behind the last
 */
public record BatchLayout(String opening, String separator, String ending) {

    /** A line of text for each. */
    public static final BatchLayout LINES = new BatchLayout("", "\n", "\n");
}
