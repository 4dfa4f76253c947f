package dev.dragoman.bench.micro;

import dev.dragoman.dialect.Dialect;
import dev.dragoman.dialect.anthropic.AnthropicDialect;
import dev.dragoman.dialect.gemini.GeminiDialect;
import dev.dragoman.dialect.openai.OpenAiDialect;

/** The dialects by name. */
final class Dialects {

    private Dialects() {}

    static Dialect named(String name) {
        return switch (name) {
            case "openai" -> new OpenAiDialect();
            case "anthropic" -> new AnthropicDialect();
            case "gemini" -> new GeminiDialect();
            default -> throw new IllegalArgumentException(name + " (expected: openai, anthropic or gemini)");
        };
    }
}
