package dev.dragoman.library;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.Chat;
import dev.dragoman.ChatStream;
import dev.dragoman.Dragoman;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

final class ConcurrencyTest {

    private static final List<String> MODELS =
            List.of(Vendors.OPENAI, Vendors.ANTHROPIC, Vendors.GEMINI, Vendors.BEDROCK);

    @Test
    void aHundredThreadsShareOneInstance() throws Exception {
        try (Vendors vendors = new Vendors();
                Dragoman dragoman = vendors.builder().build();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> answers = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                Chat chat = Chat.of(MODELS.get(i % 4), "Question " + i).maxTokens(50);
                boolean whole = i % 8 < 4;
                answers.add(
                        threads.submit(() -> whole ? dragoman.completion(chat).text() : streamed(dragoman, chat)));
            }

            for (int i = 0; i < 100; i++) {
                assertThat(answers.get(i).get()).isEqualTo("Question " + i);
            }
            assertThat(vendors.requests()).isEqualTo(100);
        }
    }

    private static String streamed(Dragoman dragoman, Chat chat) {
        try (ChatStream stream = dragoman.stream(chat)) {
            return stream.forEachText(text -> {}).text();
        }
    }
}
