package dev.dragoman.gateway.endpoint;

import dev.dragoman.dialect.Dialect;
import dev.dragoman.error.LlmException;
import dev.dragoman.error.Passage;
import dev.dragoman.error.ReachedLimit;
import dev.dragoman.gateway.web.Exchange;
import dev.dragoman.http.Body;
import dev.dragoman.http.Headers;
import java.time.Duration;

/** The one place where a failure becomes an HTTP answer in the client's dialect. */
public final class Failures {

    private Failures() {}

    /** Answers the exchange with the failure. */
    public static void answer(Exchange exchange, LlmException failure, Dialect dialect, String requestId) {
        answer(exchange, failure, dialect.writeError(failure, requestId), requestId);
    }

    /** Answers the exchange with the failure in these words. */
    public static void answer(Exchange exchange, LlmException failure, byte[] worded, String requestId) {
        exchange.respond(failure.status(), headers(failure, requestId), Body.of(worded));
    }

    /** The header fields of a failure's answer. */
    static Headers headers(LlmException failure, String requestId) {
        Headers.Builder headers = Headers.builder()
                .add("content-type", "application/json")
                .add("x-litellm-call-id", requestId)
                .add("x-litellm-version", Version.CURRENT)
                .add("x-litellm-response-cost", "0");
        Duration wait = failure.detail().retryAfter();
        if (wait != null) {
            headers.add(
                    "retry-after",
                    Long.toString(Math.max(1, wait.plusMillis(999).toSeconds())));
        }
        if (failure.status() == 401) {
            headers.add("www-authenticate", "Bearer");
        }
        Passage passage = failure.detail().passage();
        if (passage != null) {
            passage(headers, passage, failure.status());
        }
        ReachedLimit limit = failure.detail().limit();
        if (limit != null) {
            headers.add("rate_limit_type", limit.counted()).add("reset_at", limit.resetText());
        }
        return headers.build();
    }

    private static void passage(Headers.Builder headers, Passage passage, int status) {
        headers.add("x-litellm-model-group", passage.group())
                .add("x-litellm-attempted-retries", Integer.toString(passage.retries()))
                .add("x-litellm-attempted-fallbacks", Integer.toString(passage.fallbacks()));
        if (!passage.cooling().isEmpty() && (status == 429 || status >= 500)) {
            headers.add(AnswerHeaders.COOLING, String.join(",", passage.cooling()));
        }
    }
}
