package dev.dragoman.examples;

import dev.dragoman.CallReport;
import dev.dragoman.Chat;
import dev.dragoman.Dragoman;
import dev.dragoman.DragomanBuilder;
import dev.dragoman.Reply;
import dev.dragoman.error.LlmException;

/** Hears how every call ended, to count tokens, say. A listener that fails does not harm the call. */
public final class CallbacksExample {

    private CallbacksExample() {}

    static void main() {
        run(Dragoman.builder());
    }

    static void run(DragomanBuilder builder) {
        builder.onSuccess(CallbacksExample::succeeded).onFailure(CallbacksExample::failed);

        try (Dragoman dragoman = builder.build()) {
            dragoman.completion(Chat.of("openai/gpt-4o-mini", "Hello"));
            dragoman.completion(Chat.of("openai/gpt-4o-mini", "Hello").apiKey("wrong"));
        } catch (LlmException refused) {
            IO.println("The caller knows too: " + refused.errorName());
        }
    }

    private static void succeeded(CallReport report) {
        Reply reply = report.reply();
        if (reply != null) {
            IO.println(report.model() + ": " + reply.usage().total() + " tokens");
        }
    }

    private static void failed(CallReport report) {
        LlmException failure = report.failure();
        if (failure != null) {
            IO.println(report.model() + " failed: " + failure.errorName());
        }
    }
}
