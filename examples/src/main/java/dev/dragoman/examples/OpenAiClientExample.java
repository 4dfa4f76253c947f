package dev.dragoman.examples;

import com.openai.client.OpenAIClient;
import com.openai.core.http.StreamResponse;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import dev.dragoman.Dragoman;
import dev.dragoman.openai.DragomanOpenAi;

/** OpenAI's official client asks any vendor, in this process. */
public final class OpenAiClientExample {

    private OpenAiClientExample() {}

    static void main() {
        try (Dragoman dragoman = Dragoman.create()) {
            run(dragoman);
        }
    }

    static void run(Dragoman dragoman) {
        OpenAIClient client = DragomanOpenAi.client(dragoman);
        ChatCompletionCreateParams params = ChatCompletionCreateParams.builder()
                .model("anthropic/claude-sonnet-4-5")
                .maxCompletionTokens(100)
                .addUserMessage("Hello")
                .build();

        client.chat()
                .completions()
                .create(params)
                .choices()
                .forEach(choice -> IO.println(choice.message().content().orElse("")));

        try (StreamResponse<ChatCompletionChunk> chunks =
                client.chat().completions().createStreaming(params)) {
            chunks.stream()
                    .flatMap(chunk -> chunk.choices().stream())
                    .flatMap(choice -> choice.delta().content().stream())
                    .forEach(IO::print);
        }
    }
}
