package dev.dragoman.gateway.batch;

import dev.dragoman.gateway.endpoint.Request;
import dev.dragoman.gateway.endpoint.Version;
import dev.dragoman.gateway.web.ClientGoneException;
import dev.dragoman.gateway.web.Exchange;
import dev.dragoman.gateway.web.ResponseStream;
import dev.dragoman.http.Body;
import dev.dragoman.http.Headers;
import dev.dragoman.http.Slice;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonNull;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonValue;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Writes answers about files and batches. */
final class Answers {

    private static final System.Logger LOG = System.getLogger(Answers.class.getName());
    private static final int MOST = 100;
    private static final int USUAL = 20;

    private Answers() {}

    static void json(Request request, JsonObject value) {
        request.exchange().respond(200, headers(request, "application/json"), Body.of(Json.bytes(value)));
    }

    /** Bytes that come piece by piece; what breaks off is cut, so that nobody takes it for complete. */
    static void stream(Request request, Consumer<Consumer<Slice>> source) {
        Exchange exchange = request.exchange();
        try (Piecewise pieces = new Piecewise(exchange, headers(request, "application/octet-stream"))) {
            try {
                source.accept(pieces);
                pieces.open();
            } catch (RuntimeException broken) {
                pieces.fail(broken);
            }
        }
    }

    /** Some of a list, in OpenAI's form. */
    static void page(Request request, List<JsonObject> items, boolean more) {
        List<JsonValue> data = List.copyOf(items);
        json(
                request,
                JsonObject.builder()
                        .put("object", "list")
                        .put("data", new JsonArray(data))
                        .put("first_id", id(items.isEmpty() ? null : items.getFirst()))
                        .put("last_id", id(items.isEmpty() ? null : items.getLast()))
                        .put("has_more", more)
                        .build());
    }

    /** How many items of a list are wanted. */
    static int limit(Request request) {
        String told = request.query("limit");
        try {
            int limit = told == null ? USUAL : Integer.parseInt(told);
            if (limit > 0) {
                return Math.min(limit, MOST);
            }
        } catch (NumberFormatException none) {
            // Told below.
        }
        throw Wrong.field(
                "limit", "limit: \"" + Wrong.shown(String.valueOf(told)) + "\" (expected: 1 to " + MOST + ")");
    }

    private static JsonValue id(@Nullable JsonObject item) {
        String id = item == null ? null : item.string("id");
        return id == null ? JsonNull.NULL : new JsonString(id);
    }

    private static Headers headers(Request request, String contentType) {
        return Headers.builder()
                .add("content-type", contentType)
                .add("x-litellm-call-id", request.id())
                .add("x-litellm-version", Version.CURRENT)
                .build();
    }

    /** An answer that begins with its first piece, so that what fails before is told as a failure. */
    private static final class Piecewise implements Consumer<Slice>, AutoCloseable {

        private final Exchange exchange;
        private final Headers headers;
        private @Nullable ResponseStream stream;

        Piecewise(Exchange exchange, Headers headers) {
            this.exchange = exchange;
            this.headers = headers;
        }

        ResponseStream open() {
            ResponseStream begun = stream == null ? exchange.stream(200, headers) : stream;
            stream = begun;
            return begun;
        }

        @Override
        public void accept(Slice piece) {
            open().write(new Body(List.of(piece)));
        }

        /** What has begun can only be cut; who has left needs not be told. */
        void fail(RuntimeException broken) {
            if (stream == null) {
                throw broken;
            }
            stream.abort();
            if (!(broken instanceof ClientGoneException)) {
                LOG.log(System.Logger.Level.WARNING, "an answer about a batch broke off: " + broken.getMessage());
            }
        }

        @Override
        public void close() {
            if (stream != null) {
                stream.close();
            }
        }
    }
}
