package dev.dragoman.dialect.gemini;

import org.jspecify.annotations.Nullable;

/** The two spellings in which Google's servers accept a member's name: {@code camelCase} and {@code snake_case}. */
final class ProtoName {

    private ProtoName() {}

    /** The name in {@code snake_case}; null when that is the same. */
    static @Nullable String snake(String camel) {
        StringBuilder snake = null;
        for (int i = 0; i < camel.length(); i++) {
            char c = camel.charAt(i);
            boolean upper = c >= 'A' && c <= 'Z';
            if (upper && snake == null) {
                snake = new StringBuilder(camel.length() + 4).append(camel, 0, i);
            }
            if (snake != null) {
                snake.append(upper ? "_" + (char) (c + 32) : c);
            }
        }
        return snake == null ? null : snake.toString();
    }

    /** The name in {@code camelCase}. */
    static String camel(String name) {
        if (name.indexOf('_') < 0) {
            return name;
        }
        StringBuilder camel = new StringBuilder(name.length());
        boolean raise = false;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c == '_' && !camel.isEmpty()) {
                raise = true;
            } else {
                camel.append(raise ? Character.toUpperCase(c) : c);
                raise = false;
            }
        }
        return camel.toString();
    }
}
