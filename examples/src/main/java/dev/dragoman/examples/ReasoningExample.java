package dev.dragoman.examples;

import dev.dragoman.Chat;
import dev.dragoman.Dragoman;
import dev.dragoman.Reply;

/** A model that thinks before it answers. */
public final class ReasoningExample {

    private ReasoningExample() {}

    static void main() {
        try (Dragoman dragoman = Dragoman.create()) {
            run(dragoman);
        }
    }

    static void run(Dragoman dragoman) {
        Chat chat = Chat.of("anthropic/claude-sonnet-4-5", "How many primes are there below 100?")
                .reasoningEffort("low")
                .maxTokens(4000);

        Reply reply = dragoman.completion(chat);
        IO.println("Thought: " + reply.reasoning());
        IO.println("Said: " + reply.text());

        // The thoughts go back with their signatures, so that the model can go on from them.
        Reply more = dragoman.completion(chat.add(reply).user("And below 50?"));
        IO.println("Said: " + more.text());
    }
}
