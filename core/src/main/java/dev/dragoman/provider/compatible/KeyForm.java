package dev.dragoman.provider.compatible;

import java.util.List;

/**
 * Keys of another kind, told by how they begin: {@code key-form prefix Field value}.
 *
 * @param prefix how they begin; it is no part of what is sent
 * @param field the header field that tells their kind
 * @param value what it says
 */
record KeyForm(String prefix, String field, String value) {

    static KeyForm read(String text) {
        List<String> words = Words.of(text);
        return new KeyForm(words.get(0), words.get(1), words.get(2));
    }
}
