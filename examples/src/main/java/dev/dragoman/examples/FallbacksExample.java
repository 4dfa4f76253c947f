package dev.dragoman.examples;

import dev.dragoman.Chat;
import dev.dragoman.Dragoman;
import dev.dragoman.DragomanBuilder;
import dev.dragoman.GroupEntry;
import dev.dragoman.Reply;
import java.time.Duration;
import java.util.List;

/** Retries, timeouts, models that stand by for others, and several models under one name. */
public final class FallbacksExample {

    private FallbacksExample() {}

    static void main() {
        run(Dragoman.builder());
    }

    static void run(DragomanBuilder builder) {
        builder.timeout(Duration.ofSeconds(30))
                .retries(1)
                .fallbacks("openai/gpt-4o", List.of("anthropic/claude-sonnet-4-5", "gemini/gemini-2.5-flash"))
                .group(
                        "fast",
                        GroupEntry.of("openai/gpt-4o-mini").weight(3),
                        GroupEntry.of("gemini/gemini-2.5-flash").weight(1));

        try (Dragoman dragoman = builder.build()) {
            Reply safe = dragoman.completion(Chat.of("openai/gpt-4o", "Hello").maxTokens(100));
            IO.println(safe.provider() + " said: " + safe.text());

            Reply fast = dragoman.completion(Chat.of("fast", "Hello").retries(0));
            IO.println("one of two said: " + fast.text());
        }
    }
}
