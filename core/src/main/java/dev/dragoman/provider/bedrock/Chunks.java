package dev.dragoman.provider.bedrock;

import dev.dragoman.dialect.Dialect;
import dev.dragoman.dialect.UnwrappedEvents;
import dev.dragoman.error.ApiResponseException;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonSyntaxException;
import dev.dragoman.model.SseEvent;
import java.util.Base64;
import java.util.Objects;
import java.util.function.Consumer;

/** Pieces of a model's stream, each in base64 within an event of AWS's. */
record Chunks(Dialect aws, ChunkNaming naming) implements UnwrappedEvents.Wrapping {

    @Override
    public void unwrap(SseEvent event, Consumer<SseEvent> into) {
        if (!"chunk".equals(event.event())) {
            // Errors throw, kinds of events that are younger than this do nothing.
            aws.eventReader().read(event, step -> {});
            return;
        }
        byte[] piece = decoded(event.data());
        into.accept(named(piece));
        if (naming == ChunkNaming.COUNTED) {
            counted(piece, into);
        }
    }

    private static void counted(byte[] piece, Consumer<SseEvent> into) {
        JsonObject counts = InvocationCounts.chunk(parsed(piece));
        if (counts != null) {
            into.accept(SseEvent.data(Json.bytes(counts)));
        }
    }

    private static byte[] decoded(byte[] chunk) {
        try {
            String text = JsonBody.parse(chunk).string("bytes");
            if (text != null) {
                return Base64.getDecoder().decode(text);
            }
        } catch (JsonSyntaxException | IllegalArgumentException wrong) {
            throw new ApiResponseException("a chunk of the vendor's stream: " + wrong.getMessage());
        }
        throw new ApiResponseException("a chunk of the vendor's stream: bytes: missing (expected: base64)");
    }

    private SseEvent named(byte[] piece) {
        return switch (naming) {
            case NONE, COUNTED -> SseEvent.data(piece);
            case TYPE -> new SseEvent(parsed(piece).string("type"), piece);
            case MEMBER -> member(piece);
        };
    }

    private static SseEvent member(byte[] piece) {
        JsonBody body = parsed(piece);
        String name = body.names().isEmpty() ? "" : body.names().getFirst();
        return new SseEvent(
                name,
                name.isEmpty() ? piece : Objects.requireNonNull(body.raw(name)).toBytes());
    }

    private static JsonBody parsed(byte[] piece) {
        try {
            return JsonBody.parse(piece);
        } catch (JsonSyntaxException noJson) {
            throw new ApiResponseException("a piece of the vendor's stream is no JSON: " + noJson.getMessage());
        }
    }
}
