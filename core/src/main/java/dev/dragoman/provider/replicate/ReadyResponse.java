package dev.dragoman.provider.replicate;

import dev.dragoman.http.Headers;
import dev.dragoman.http.Slice;
import dev.dragoman.http.UpstreamException;
import dev.dragoman.http.UpstreamResponse;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonValue;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** An answer that was read already. */
final class ReadyResponse implements UpstreamResponse {

    private final int status;
    private final Headers headers;
    private @Nullable Slice body;

    ReadyResponse(int status, Headers headers, byte[] body) {
        this.status = status;
        this.headers = headers.toBuilder()
                .remove("content-length")
                .remove("content-encoding")
                .build();
        this.body = Slice.of(body);
    }

    /** A prediction that is done as the stream of one that was followed. */
    static ReadyResponse streamed(JsonObject prediction) {
        StringBuilder events = new StringBuilder();
        if ("succeeded".equals(prediction.string("status"))) {
            output(events, prediction.get("output"));
            events.append("event: done\ndata: {}\n\n");
        } else {
            String error = prediction.string("error");
            JsonObject detail = JsonObject.of("detail", new JsonString(error == null ? "no reason given" : error));
            events.append("event: error\ndata: ").append(detail.toJson()).append("\n\n");
        }
        return new ReadyResponse(
                200,
                Headers.of("content-type", "text/event-stream"),
                events.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static void output(StringBuilder events, @Nullable JsonValue output) {
        switch (output) {
            case JsonString text -> {
                events.append("event: output\n");
                text.value()
                        .lines()
                        .forEach(line -> events.append("data: ").append(line).append('\n'));
                events.append('\n');
            }
            case JsonArray pieces -> pieces.forEach(piece -> output(events, piece));
            case null, default -> {}
        }
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public Headers headers() {
        return headers;
    }

    @Override
    public @Nullable Slice read() {
        Slice rest = body;
        body = null;
        return rest == null || rest.length() == 0 ? null : rest;
    }

    @Override
    public byte[] readAll(int limit) {
        Slice rest = read();
        if (rest != null && rest.length() > limit) {
            throw new UpstreamException(
                    UpstreamException.Kind.TOO_LARGE, "the answer is larger than " + limit + " bytes");
        }
        return rest == null ? new byte[0] : rest.toBytes();
    }

    @Override
    public void close() {
        body = null;
    }
}
