package dev.dragoman.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.openai.client.OpenAIClientAsync;
import com.openai.core.RequestOptions;
import com.openai.core.http.AsyncStreamResponse;
import com.openai.core.http.HttpMethod;
import com.openai.core.http.HttpRequest;
import com.openai.core.http.HttpRequestBody;
import com.openai.core.http.HttpResponse;
import com.openai.errors.RateLimitException;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import dev.dragoman.Dragoman;
import dev.dragoman.library.Vendors;
import dev.dragoman.testkit.answer.Answer;
import dev.dragoman.testkit.answer.ErrorKind;
import dev.dragoman.testkit.answer.Fault;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The client's asynchronous form. */
final class AsyncChatClientTest {

    private static final Duration LONG = Duration.ofSeconds(20);

    private final Vendors vendors = new Vendors();
    private final Dragoman dragoman = vendors.builder().retries(0).build();
    private final OpenAIClientAsync client = DragomanOpenAi.asyncClient(dragoman);

    @AfterEach
    void stop() {
        client.close();
        dragoman.close();
        vendors.close();
    }

    @Test
    void manyCallsWaitAtOnce() throws Exception {
        List<CompletableFuture<ChatCompletion>> answers = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            answers.add(client.chat()
                    .completions()
                    .create(question(i % 2 == 0 ? Vendors.OPENAI : Vendors.GEMINI, "Hi " + i)));
        }

        for (int i = 0; i < 100; i++) {
            assertThat(answers.get(i)
                            .get(20, TimeUnit.SECONDS)
                            .choices()
                            .getFirst()
                            .message()
                            .content())
                    .contains("Hi " + i);
        }
    }

    @Test
    void aFailureIsTheFuturesOwn() {
        vendors.of("openai").answers(Answer.error(ErrorKind.RATE_LIMITED));

        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(() -> client.chat()
                        .completions()
                        .create(question(Vendors.OPENAI, "Hi"))
                        .get(20, TimeUnit.SECONDS))
                .withCauseInstanceOf(RateLimitException.class);
    }

    @Test
    void aStreamIsHeardToItsEnd() throws Exception {
        vendors.of("anthropic").answers(Answer.text("one two three"));
        Queue<ChatCompletionChunk> chunks = new ConcurrentLinkedQueue<>();

        client.chat()
                .completions()
                .createStreaming(question(Vendors.ANTHROPIC, "Hi"))
                .subscribe(chunks::add)
                .onCompleteFuture()
                .get(20, TimeUnit.SECONDS);

        StringBuilder text = new StringBuilder();
        chunks.forEach(chunk ->
                chunk.choices().forEach(choice -> choice.delta().content().ifPresent(text::append)));
        assertThat(text).hasToString("one two three");
    }

    @Test
    void aStreamThatIsClosedWhileItIsSilentClosesTheVendorsConnection() throws Exception {
        vendors.of("openai").answers(Answer.text("one two").with(new Fault.SilentAfter(3)));
        CountDownLatch begun = new CountDownLatch(1);

        AsyncStreamResponse<ChatCompletionChunk> stream =
                client.chat().completions().createStreaming(question(Vendors.OPENAI, "Hi"));
        stream.subscribe(chunk -> begun.countDown());
        begun.await();
        stream.close();

        assertThat(vendors.of("openai").lastRequest().clientGone(LONG)).isTrue();
    }

    @Test
    void aCancelledCallClosesTheVendorsConnection() {
        vendors.of("openai").answers(Answer.fault(Fault.hang()));
        InProcessClient engine = new InProcessClient(dragoman, false);

        CompletableFuture<HttpResponse> answer = engine.executeAsync(
                HttpRequest.builder()
                        .method(HttpMethod.POST)
                        .baseUrl("http://in.process")
                        .addPathSegments("chat", "completions")
                        .body(json(
                                "{\"model\":\"openai/gpt-4o\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}"))
                        .build(),
                RequestOptions.none());
        var request = vendors.of("openai").takeRequest(LONG);
        answer.cancel(true);

        assertThat(request.clientGone(LONG)).isTrue();
    }

    private static ChatCompletionCreateParams question(String model, String text) {
        return ChatCompletionCreateParams.builder()
                .model(model)
                .maxCompletionTokens(50)
                .addUserMessage(text)
                .build();
    }

    private static HttpRequestBody json(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new HttpRequestBody() {
            @Override
            public void writeTo(OutputStream into) {
                try {
                    into.write(bytes);
                } catch (IOException broken) {
                    throw new UncheckedIOException(broken);
                }
            }

            @Override
            public String contentType() {
                return "application/json";
            }

            @Override
            public long contentLength() {
                return bytes.length;
            }

            @Override
            public boolean repeatable() {
                return true;
            }

            @Override
            public void close() {}
        };
    }
}
