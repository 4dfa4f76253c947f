package dev.dragoman.catalog;

/** Counts the tokens of a text. Thread-safe. */
public interface TokenCounter {

    /**
     * The tokens that the text has for the model; what looks like a special token counts as ordinary text. Exact where the
     * model's tokenizer is known, else near.
     *
     * @param model the model's name, with or without its provider
     */
    long count(String model, String text);
}
