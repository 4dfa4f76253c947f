package dev.dragoman.examples;

import dev.dragoman.Dragoman;
import dev.dragoman.JsonStream;

/** For programs that have a body of OpenAI's Chat Completions already. */
public final class JsonExample {

    private JsonExample() {}

    static void main() {
        try (Dragoman dragoman = Dragoman.create()) {
            run(dragoman);
        }
    }

    static void run(Dragoman dragoman) {
        String body = """
                {
                  "model": "anthropic/claude-sonnet-4-5",
                  "max_tokens": 100,
                  "messages": [{"role": "user", "content": "Hello"}]
                }""";
        IO.println(dragoman.completionJson(body));

        try (JsonStream stream = dragoman.streamJson(body)) {
            stream.forEach(IO::println);
        }
    }
}
