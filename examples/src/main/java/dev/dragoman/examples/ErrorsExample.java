package dev.dragoman.examples;

import dev.dragoman.Chat;
import dev.dragoman.Dragoman;
import dev.dragoman.error.AuthenticationException;
import dev.dragoman.error.BadRequestException;
import dev.dragoman.error.ContextWindowExceededException;
import dev.dragoman.error.LlmException;
import dev.dragoman.error.RateLimitException;
import dev.dragoman.error.UnsupportedParamsException;

/** One family of exceptions for all vendors. */
public final class ErrorsExample {

    private ErrorsExample() {}

    static void main() {
        try (Dragoman dragoman = Dragoman.create()) {
            run(dragoman);
        }
    }

    static void run(Dragoman dragoman) {
        tell(dragoman, Chat.of("opnai/gpt-4o", "Hello"));
        tell(dragoman, Chat.of("openai/gpt-4o-mini", "Hello").apiKey("wrong"));
        tell(dragoman, Chat.of("anthropic/claude-sonnet-4-5", "Hello").seed(7));

        // What a model does not take may be left out; the reply says what was.
        IO.println(dragoman.completion(
                        Chat.of("anthropic/claude-sonnet-4-5", "Hello").seed(7).dropParams(true))
                .dropped());
    }

    private static void tell(Dragoman dragoman, Chat chat) {
        try {
            IO.println(dragoman.completion(chat).text());
        } catch (LlmException failure) {
            IO.println(words(failure) + ": " + failure.getMessage());
        }
    }

    private static String words(LlmException failure) {
        return switch (failure) {
            case RateLimitException busy -> "wait " + busy.detail().retryAfter();
            case AuthenticationException wrong ->
                "check the key of " + wrong.detail().provider();
            case ContextWindowExceededException tooLong -> "ask a model with a larger window";
            case UnsupportedParamsException unsupported ->
                "leave out " + unsupported.detail().param();
            case BadRequestException refused -> "look at " + refused.detail().param();
            default -> failure.errorName();
        };
    }
}
