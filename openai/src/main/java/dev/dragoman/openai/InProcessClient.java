package dev.dragoman.openai;

import com.openai.core.RequestOptions;
import com.openai.core.http.HttpClient;
import com.openai.core.http.HttpRequest;
import com.openai.core.http.HttpResponse;
import dev.dragoman.Chat;
import dev.dragoman.Dragoman;
import dev.dragoman.error.BadRequestException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.error.LlmException;
import dev.dragoman.provider.Operation;
import java.util.concurrent.CompletableFuture;

/** Answers the client's HTTP requests by calling the library. Thread-safe. */
final class InProcessClient implements HttpClient {

    private final Dragoman dragoman;
    private final boolean owned;

    /** An engine; {@code owned} tells whether the library is closed with it. */
    InProcessClient(Dragoman dragoman, boolean owned) {
        this.dragoman = dragoman;
        this.owned = owned;
    }

    @Override
    public HttpResponse execute(HttpRequest request, RequestOptions options) {
        try {
            Asked asked = Asked.of(request, options);
            return asked.operation() == Operation.CHAT ? chat(asked) : Answers.of(dragoman.ask(asked.ask()));
        } catch (LlmException failure) {
            return Answers.failure(failure);
        } catch (IllegalArgumentException wrong) {
            ErrorDetail detail =
                    ErrorDetail.of(String.valueOf(wrong.getMessage())).withType("invalid_request_error");
            return Answers.failure(new BadRequestException(detail, 400, wrong));
        }
    }

    @Override
    public CompletableFuture<HttpResponse> executeAsync(HttpRequest request, RequestOptions options) {
        CompletableFuture<HttpResponse> answer = new CompletableFuture<>();
        Thread caller = Thread.ofVirtual().name("dragoman-openai").unstarted(() -> run(request, options, answer));
        CompletableFuture<HttpResponse> _ = answer.whenComplete((response, failure) -> {
            if (answer.isCancelled()) {
                caller.interrupt();
            }
        });
        caller.start();
        return answer;
    }

    @Override
    public void close() {
        if (owned) {
            dragoman.close();
        }
    }

    private void run(HttpRequest request, RequestOptions options, CompletableFuture<HttpResponse> answer) {
        try {
            HttpResponse response = execute(request, options);
            if (!answer.complete(response)) {
                response.close();
            }
        } catch (RuntimeException | Error broken) {
            answer.completeExceptionally(broken);
        }
    }

    private HttpResponse chat(Asked asked) {
        Chat chat = asked.chat();
        return asked.stream()
                ? Answers.streamed(new ChunkInput(dragoman.streamJson(chat)))
                : Answers.of(dragoman.completion(chat));
    }
}
