package dev.dragoman.examples;

import dev.dragoman.Chat;
import dev.dragoman.Dragoman;
import dev.dragoman.error.RateLimitException;
import java.util.List;
import java.util.Map;

/** Tests of a program that asks models, without a network, a key or money. */
public final class MockExample {

    private MockExample() {}

    static void main() {
        try (Dragoman dragoman = Dragoman.builder()
                .environment(Map.of())
                .mockResponse("openai/gpt-4o", new RateLimitException("too many"))
                .mockResponse("anthropic/claude-sonnet-4-5", "A limerick about Oslo")
                .fallbacks("openai/gpt-4o", List.of("anthropic/claude-sonnet-4-5"))
                .build()) {
            IO.println(limerick(dragoman, "Oslo"));
        }

        // An echo that is always there.
        IO.println(Dragoman.completion("mock/echo", "Hello").text());
    }

    /** The code under test. */
    static String limerick(Dragoman dragoman, String city) {
        return dragoman.completion(Chat.of("openai/gpt-4o", "A limerick about " + city + ", please."))
                .text();
    }
}
