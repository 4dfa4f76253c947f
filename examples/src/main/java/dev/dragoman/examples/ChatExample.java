package dev.dragoman.examples;

import dev.dragoman.Chat;
import dev.dragoman.Dragoman;
import dev.dragoman.Reply;

/** A question, an answer, and another question. */
public final class ChatExample {

    private ChatExample() {}

    static void main() {
        // The whole of it: keys come from the environment, such as ANTHROPIC_API_KEY.
        Reply reply = Dragoman.completion("anthropic/claude-sonnet-4-5", "Why is the sky blue?");
        IO.println(reply.text());

        try (Dragoman dragoman = Dragoman.create()) {
            run(dragoman);
        }
    }

    static void run(Dragoman dragoman) {
        Chat chat = Chat.of("openai/gpt-4o-mini")
                .system("Answer in one sentence.")
                .user("Why is the sky blue?")
                .temperature(0.2)
                .maxTokens(200);
        Reply first = dragoman.completion(chat);
        IO.println(first.text());

        Reply second = dragoman.completion(chat.add(first).user("And at sunset?"));
        IO.println(second.text());
        IO.println(
                second.provider() + "/" + second.model() + ": " + second.usage().total() + " tokens");
    }
}
