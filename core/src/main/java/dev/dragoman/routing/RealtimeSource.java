package dev.dragoman.routing;

import dev.dragoman.http.Headers;
import dev.dragoman.http.WebSocketUpstream;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonObject;
import dev.dragoman.provider.Operation;

/**
 * A session of voice and text, in the events of OpenAI's Realtime API.
 *
 * @param operation {@code REALTIME}; {@code TRANSCRIPTIONS} for what is written down within a session, by a model of its own
 * @param query further parameters of the client for the vendor, still encoded; empty for none
 * @param headers the client's header fields that the vendor gets
 * @param sockets reaches vendors
 * @param terms what the connection to the vendor keeps to
 * @param reception is given the session that was opened
 */
public record RealtimeSource(
        Operation operation,
        String query,
        Headers headers,
        WebSocketUpstream sockets,
        WebSocketUpstream.Terms terms,
        Reception reception)
        implements Source {

    /** Takes over what was opened. */
    @FunctionalInterface
    public interface Reception {

        /**
         * A vendor's session stands.
         *
         * @return the vendor's messages, one at a time, with the usage told so far
         */
        ByteStream opened(WebSocketUpstream.Opening.Opened session, AnswerInfo info);
    }

    /** What is written down within the session. */
    public RealtimeSource transcribing() {
        return new RealtimeSource(Operation.TRANSCRIPTIONS, query, headers, sockets, terms, reception);
    }

    @Override
    public JsonBody body() {
        return JsonBody.of(JsonObject.EMPTY);
    }

    @Override
    public boolean stream() {
        return true;
    }
}
