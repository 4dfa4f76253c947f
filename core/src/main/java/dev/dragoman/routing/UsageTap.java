package dev.dragoman.routing;

import dev.dragoman.dialect.Dialect;
import dev.dragoman.http.Headers;
import dev.dragoman.http.Slice;
import dev.dragoman.http.UpstreamException;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonSyntaxException;
import dev.dragoman.json.JsonValue;
import dev.dragoman.model.SseEvent;
import dev.dragoman.model.Usage;
import dev.dragoman.provider.ByteAnswer;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Lets a place's answer pass unchanged, and notes the usage that it tells, if it is of a kind that tells some. What cannot be
 * understood passes just the same.
 */
final class UsageTap implements ByteAnswer {

    private static final int MAX_WHOLE_BYTES = 8 << 20;

    private final String contentType;
    private final @Nullable EventDecoder events;
    private final Dialect likely;
    private @Nullable ByteArrayOutputStream whole;
    private boolean lost;
    private Usage usage;

    private UsageTap(String contentType, @Nullable EventDecoder events, boolean json, Usage usage, Dialect likely) {
        this.likely = likely;
        this.contentType = contentType;
        this.events = events;
        this.whole = json ? new ByteArrayOutputStream() : null;
        this.usage = usage;
    }

    /**
     * A tap of an answer.
     *
     * @param likely the dialect that it most likely is in
     */
    static UsageTap of(Headers headers, Dialect likely) {
        String told = headers.first("content-type");
        String type = told == null ? "" : told;
        boolean streamed = type.contains("event-stream") || type.contains("vnd.amazon.eventstream");
        EventFraming framing = streamed ? EventFraming.of(type) : null;
        return new UsageTap(
                type,
                framing == null ? null : framing.decoder(),
                type.contains("json"),
                UsageForms.ofHeaders(headers),
                likely);
    }

    @Override
    public String contentType() {
        return contentType;
    }

    @Override
    public void piece(Slice piece, Consumer<Slice> into) {
        if (events != null && !lost) {
            hear(events, piece);
        } else if (whole != null) {
            collect(whole, piece);
        }
        into.accept(piece);
    }

    @Override
    public void end(Consumer<Slice> into) {
        ByteArrayOutputStream all = whole;
        if (all != null) {
            read(all.toByteArray());
        }
    }

    @Override
    public Usage usage() {
        return usage;
    }

    private void hear(EventDecoder decoder, Slice piece) {
        try {
            decoder.feed(piece);
            for (SseEvent event = decoder.poll(); event != null; event = decoder.poll()) {
                if (tells(event.data())) {
                    read(event.data());
                }
            }
        } catch (UpstreamException unreadable) {
            lost = true;
        }
    }

    /** Most events tell no usage, and are not looked at twice. */
    private static boolean tells(byte[] data) {
        String text = new String(data, StandardCharsets.ISO_8859_1);
        return text.contains("sage\"") || text.contains("usageMetadata") || text.startsWith("{\"bytes\"");
    }

    private void collect(ByteArrayOutputStream all, Slice piece) {
        if (all.size() + piece.length() > MAX_WHOLE_BYTES) {
            whole = null;
        } else {
            all.write(piece.array(), piece.offset(), piece.length());
        }
    }

    private void read(byte[] json) {
        try {
            JsonValue value = Json.parse(json);
            if (value instanceof JsonArray pieces) {
                pieces.items().forEach(this::note);
            } else {
                note(value);
            }
        } catch (JsonSyntaxException noJson) {
            // Such as the word that ends a stream.
        }
    }

    private void note(JsonValue value) {
        if (value instanceof JsonObject object) {
            usage = usage.updatedBy(UsageForms.of(object, likely));
        }
    }
}
