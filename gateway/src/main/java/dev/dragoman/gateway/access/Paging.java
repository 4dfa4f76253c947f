package dev.dragoman.gateway.access;

import dev.dragoman.gateway.endpoint.Request;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list.
 *
 * @param number from 1
 * @param size of every part
 */
record Paging(int number, int size) {

    /** What a request asks for by {@code page} and the other parameter. */
    static Paging of(Request request, String sizeName, int usual, int most) {
        return new Paging(
                number("page", request.query("page"), 1, 1_000_000),
                number(sizeName, request.query(sizeName), usual, most));
    }

    int from() {
        return Math.multiplyExact(number - 1, size);
    }

    long pages(long total) {
        return (total + size - 1) / size;
    }

    private static int number(String name, @Nullable String text, int usual, int most) {
        if (text == null) {
            return usual;
        }
        try {
            int number = Integer.parseInt(text);
            if (number >= 1 && number <= most) {
                return number;
            }
        } catch (NumberFormatException none) {
            // Told below, like a number that is out of bounds.
        }
        throw Schema.wrong(name, Schema.cut(text), "a whole number from 1 to " + most);
    }
}
