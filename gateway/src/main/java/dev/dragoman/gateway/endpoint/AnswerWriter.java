package dev.dragoman.gateway.endpoint;

import dev.dragoman.dialect.Dialect;
import dev.dragoman.error.LlmException;
import dev.dragoman.gateway.call.Answered;
import dev.dragoman.gateway.call.Call;
import dev.dragoman.gateway.web.Exchange;
import dev.dragoman.gateway.web.ResponseStream;
import dev.dragoman.http.Body;
import dev.dragoman.http.Headers;
import dev.dragoman.http.Slice;
import dev.dragoman.routing.ByteStream;
import dev.dragoman.routing.CallAnswer;
import dev.dragoman.routing.EventStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/** Sends the answer of a call to its client, whole or while it comes. Thread-safe. */
final class AnswerWriter {

    private static final String EVENTS = "text/event-stream; charset=utf-8";

    private final Dialect dialect;
    private final LongSupplier nanoClock;
    private final AnswerHeaders answerHeaders = new AnswerHeaders();

    /** A writer for clients that expect errors in the dialect. */
    AnswerWriter(Dialect dialect, LongSupplier nanoClock) {
        this.dialect = dialect;
        this.nanoClock = nanoClock;
    }

    void write(Call call, Answered answered, Exchange exchange) {
        write(call, answered, exchange, EVENTS, new SseBuffer());
    }

    /** Sends an answer whose events, if it has some, take another form. */
    void write(Call call, Answered answered, Exchange exchange, String eventsType, EventBuffer buffer) {
        switch (answered.answer()) {
            case CallAnswer.Whole whole ->
                exchange.respond(200, headers(call, answered, whole.contentType()), whole.body());
            case CallAnswer.Events events ->
                events(events.stream(), exchange, headers(call, answered, eventsType), call.id(), buffer);
            case CallAnswer.Bytes bytes -> bytes(call, answered, bytes.stream(), exchange);
        }
    }

    private Headers headers(Call call, Answered answered, String contentType) {
        return answerHeaders.of(call, answered, contentType, nanoClock.getAsLong());
    }

    private void events(EventStream stream, Exchange exchange, Headers headers, String id, EventBuffer events) {
        try (stream;
                ResponseStream response = exchange.stream(200, headers)) {
            try {
                while (stream.next(events)) {
                    flush(events, response);
                }
            } catch (LlmException broken) {
                events.accept(dialect.writeErrorEvent(broken, id));
            }
            events.end();
            flush(events, response);
        }
    }

    private static void flush(EventBuffer events, ResponseStream response) {
        if (!events.isEmpty()) {
            response.write(events.take());
        }
    }

    /** Bytes have no place for an error: an answer that breaks off is cut, so that nobody takes it for complete. */
    private void bytes(Call call, Answered answered, ByteStream stream, Exchange exchange) {
        try (stream;
                ResponseStream response = exchange.stream(200, headers(call, answered, stream.contentType()))) {
            List<Slice> pieces = new ArrayList<>();
            try {
                while (stream.next(pieces::add)) {
                    flush(pieces, response);
                }
                flush(pieces, response);
            } catch (LlmException broken) {
                response.abort();
            }
        }
    }

    private static void flush(List<Slice> pieces, ResponseStream response) {
        if (!pieces.isEmpty()) {
            response.write(new Body(pieces));
            pieces.clear();
        }
    }
}
