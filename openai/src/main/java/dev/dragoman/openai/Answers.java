package dev.dragoman.openai;

import com.openai.core.http.Headers;
import com.openai.core.http.HttpResponse;
import dev.dragoman.AnsweredBy;
import dev.dragoman.ByteReply;
import dev.dragoman.Reply;
import dev.dragoman.dialect.openai.OpenAiDialect;
import dev.dragoman.error.LlmException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Makes the HTTP answers that a server would give. */
final class Answers {

    private static final OpenAiDialect OPENAI = new OpenAiDialect();

    private Answers() {}

    /** An answer to the client. */
    private record Answer(int statusCode, Headers headers, InputStream body) implements HttpResponse {

        @Override
        public void close() {
            try {
                body.close();
            } catch (IOException never) {
                throw new UncheckedIOException(never);
            }
        }
    }

    static HttpResponse of(Reply reply) {
        return new Answer(200, headers("application/json", reply.by()), new ByteArrayInputStream(reply.toBytes()));
    }

    static HttpResponse of(ByteReply reply) {
        return new Answer(200, headers(reply.contentType(), reply.by()), new ReplyInput(reply));
    }

    private static Headers headers(String contentType, AnsweredBy by) {
        Headers.Builder headers = Headers.builder().put("content-type", contentType);
        String id = by.headers().first("x-request-id");
        if (id != null) {
            headers.put("x-request-id", id);
        }
        if (!by.dropped().isEmpty()) {
            headers.put("x-dragoman-dropped-params", String.join(",", by.dropped()));
        }
        return headers.build();
    }

    static HttpResponse streamed(InputStream events) {
        Headers headers = Headers.builder()
                .put("content-type", "text/event-stream; charset=utf-8")
                .build();
        return new Answer(200, headers, events);
    }

    static HttpResponse failure(LlmException failure) {
        // What could be repeated was, before the failure was told.
        Headers.Builder headers =
                Headers.builder().put("content-type", "application/json").put("x-should-retry", "false");
        Duration wait = failure.detail().retryAfter();
        if (wait != null) {
            headers.put(
                    "retry-after",
                    Long.toString(Math.max(1, wait.plusMillis(999).toSeconds())));
        }
        return new Answer(failure.status(), headers.build(), new ByteArrayInputStream(error(failure)));
    }

    /** The failure as the last event of a stream. */
    static byte[] errorEvent(LlmException failure) {
        return ("data: " + new String(error(failure), StandardCharsets.UTF_8) + "\n\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** The failure as the body of an error answer. */
    static byte[] error(LlmException failure) {
        return OPENAI.writeError(failure, null);
    }
}
