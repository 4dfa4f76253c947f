package dev.dragoman.testkit.schema;

import java.util.Locale;

/** The two ways to write the name of a protocol buffer field. */
public final class Names {

    private Names() {}

    /** The name with capitals inside, as in {@code maxOutputTokens}. */
    public static String camel(String name) {
        StringBuilder camel = new StringBuilder();
        boolean raise = false;
        for (int i = 0; i < name.length(); i++) {
            char letter = name.charAt(i);
            if (letter == '_' && !camel.isEmpty()) {
                raise = true;
            } else {
                camel.append(raise ? Character.toUpperCase(letter) : letter);
                raise = false;
            }
        }
        return camel.toString();
    }

    /** The name with underscores, as in {@code max_output_tokens}. */
    public static String snake(String name) {
        StringBuilder snake = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char letter = name.charAt(i);
            if (Character.isUpperCase(letter)) {
                snake.append('_');
            }
            snake.append(String.valueOf(letter).toLowerCase(Locale.ROOT));
        }
        return snake.toString();
    }
}
