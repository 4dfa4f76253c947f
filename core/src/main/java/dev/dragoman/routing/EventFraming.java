package dev.dragoman.routing;

import org.jspecify.annotations.Nullable;

/** How events are framed in a streamed answer; the vendor names it in the content type. */
enum EventFraming {
    SSE,
    AWS_EVENT_STREAM,
    NDJSON;

    private static final int MAX_EVENT_BYTES = 32 << 20;

    /** The framing that the content type names; null when it names none. An answer without a type is taken for SSE. */
    static @Nullable EventFraming of(@Nullable String contentType) {
        if (contentType == null || contentType.contains("event-stream")) {
            return SSE;
        }
        if (contentType.contains("vnd.amazon.eventstream")) {
            return AWS_EVENT_STREAM;
        }
        return contentType.contains("x-ndjson") ? NDJSON : null;
    }

    /** A decoder for one answer. */
    EventDecoder decoder() {
        return switch (this) {
            case SSE -> new SseDecoder(MAX_EVENT_BYTES);
            case AWS_EVENT_STREAM -> new AwsEventDecoder(MAX_EVENT_BYTES);
            case NDJSON -> new NdjsonDecoder(MAX_EVENT_BYTES);
        };
    }
}
