package dev.dragoman.examples;

import dev.dragoman.Chat;
import dev.dragoman.ChatStream;
import dev.dragoman.Dragoman;
import dev.dragoman.model.ChatEvent;

/** An answer piece by piece. */
public final class StreamExample {

    private StreamExample() {}

    static void main() {
        try (Dragoman dragoman = Dragoman.create()) {
            run(dragoman);
        }
    }

    static void run(Dragoman dragoman) {
        Chat chat = Chat.of("anthropic/claude-sonnet-4-5", "Tell me a story.").maxTokens(500);

        // Leaving the block early, by break or by an exception, closes the connection to the vendor.
        try (ChatStream stream = dragoman.stream(chat)) {
            for (ChatEvent event : stream) {
                switch (event) {
                    case ChatEvent.Text text -> IO.print(text.text());
                    case ChatEvent.Finished finished -> IO.println();
                    default -> {} // thoughts, tool calls, citations, sound, ...
                }
            }
            IO.println(stream.reply().usage().total() + " tokens");
        }

        // For text alone.
        try (ChatStream stream = dragoman.stream(chat)) {
            stream.forEachText(IO::print);
        }
    }
}
