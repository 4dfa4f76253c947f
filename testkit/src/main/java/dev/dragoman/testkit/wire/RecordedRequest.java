package dev.dragoman.testkit.wire;

import dev.dragoman.testkit.wire.Departure.Cause;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A request as it arrived, and what became of its client. Thread-safe. */
public final class RecordedRequest {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final RequestHead head;
    private final byte[] body;
    private final long connection;
    private final Instant arrivedAt;
    private final CompletableFuture<Departure> departure;

    RecordedRequest(RequestHead head, byte[] body, long connection, Instant arrivedAt) {
        this(head, body, connection, arrivedAt, new CompletableFuture<>());
    }

    private RecordedRequest(
            RequestHead head, byte[] body, long connection, Instant arrivedAt, CompletableFuture<Departure> departure) {
        this.head = head;
        this.body = body;
        this.connection = connection;
        this.arrivedAt = arrivedAt;
        this.departure = departure;
    }

    /** The same request as seen below a path prefix; the client's fate is shared. */
    public RecordedRequest below(String prefix) {
        String target = head.target().substring(prefix.length());
        RequestHead inner = new RequestHead(head.method(), target, head.version(), head.headers());
        return new RecordedRequest(inner, body, connection, arrivedAt, departure);
    }

    /** The same request as a server behind this one gets it; the client's fate is shared. */
    public RecordedRequest passedOn(String target, byte[] body, List<Header> more) {
        List<Header> headers = new ArrayList<>(head.headers());
        headers.addAll(more);
        RequestHead inner = new RequestHead(head.method(), target, head.version(), List.copyOf(headers));
        return new RecordedRequest(inner, body, connection, arrivedAt, departure);
    }

    /** The method, such as {@code POST}. */
    public String method() {
        return head.method();
    }

    /** The request target as sent: path and query, still encoded. */
    public String target() {
        return head.target();
    }

    /** The path without the query, still encoded. */
    public String path() {
        int mark = head.target().indexOf('?');
        return mark < 0 ? head.target() : head.target().substring(0, mark);
    }

    /** The decoded query parameters in order; of a repeated one the first. */
    public Map<String, String> query() {
        return Query.of(head.target());
    }

    /** The header fields in order, names as sent. */
    public List<Header> headers() {
        return head.headers();
    }

    /** The first value of a header, whatever the case of its name. */
    public Optional<String> header(String name) {
        return head.header(name);
    }

    /** The body's bytes after removal of the chunks; the caller must not change them. */
    public byte[] body() {
        return body;
    }

    /** The body as UTF-8 text. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /**
     * The body as JSON, parsed anew at each call.
     *
     * @throws JacksonException when it is not JSON
     */
    public JsonNode json() {
        return JSON.readTree(body);
    }

    /** The number of the connection it came on, counted from 1; equal numbers show that a connection was reused. */
    public long connection() {
        return connection;
    }

    /** When the request had been read completely. */
    public Instant arrivedAt() {
        return arrivedAt;
    }

    /**
     * Waits for the end of the exchange and tells whether the client left before the reply was complete.
     *
     * @param timeout how long to wait at most
     * @return true when the client left; false when the reply was completed, the server closed, or the time is up
     */
    public boolean clientGone(Duration timeout) {
        return awaited(timeout, Cause.CLIENT_GONE);
    }

    /**
     * Waits for the end of the exchange and tells whether the reply was written to its end.
     *
     * @param timeout how long to wait at most
     * @return true when it was; false when the client left, the server closed, or the time is up
     */
    public boolean answered(Duration timeout) {
        return awaited(timeout, Cause.ANSWERED);
    }

    /** When the client was seen to have left before the reply was complete; empty when it has not. */
    public Optional<Instant> clientGoneAt() {
        Departure now = departure.getNow(null);
        return now != null && now.cause() == Cause.CLIENT_GONE ? Optional.of(now.at()) : Optional.empty();
    }

    @Override
    public String toString() {
        return head.method() + " " + head.target() + " (" + body.length + " bytes)";
    }

    void ended(Cause cause, Instant at) {
        departure.complete(new Departure(cause, at));
    }

    private boolean awaited(Duration timeout, Cause cause) {
        try {
            return departure.get(timeout.toNanos(), TimeUnit.NANOSECONDS).cause() == cause;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("a departure never fails", e);
        }
    }
}
