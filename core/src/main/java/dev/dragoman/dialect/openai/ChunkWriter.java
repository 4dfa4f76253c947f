package dev.dragoman.dialect.openai;

import dev.dragoman.dialect.ReplyFrame;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonWriter;
import dev.dragoman.model.ChatEvent;
import dev.dragoman.model.SseEvent;
import java.util.BitSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What all chunks of a stream have in common: the head, and the choice around a delta. */
final class ChunkWriter {

    private final ReplyFrame frame;
    private final BitSet begun = new BitSet();
    private @Nullable String id;
    private @Nullable String serviceTier;
    private long created;

    ChunkWriter(ReplyFrame frame) {
        this.frame = frame;
        this.created = frame.createdSeconds();
    }

    void start(ChatEvent.Started started, Consumer<SseEvent> into) {
        id = started.id();
        serviceTier = started.serviceTier();
        created = started.created() == null ? created : started.created();
        begin(0, started.extras(), into);
    }

    JsonWriter head() {
        JsonWriter out = new JsonWriter(384).beginObject();
        out.member("id", id == null ? frame.id() : id).member("object", "chat.completion.chunk");
        out.member("created", created).member("model", frame.model());
        return out.memberIfPresent("service_tier", serviceTier);
    }

    /** A chunk up to the open delta of a choice; the choice's first chunk goes before it. */
    JsonWriter delta(int choice, Consumer<SseEvent> into) {
        begin(choice, JsonObject.EMPTY, into);
        return open(choice);
    }

    /** The first chunk of a choice names the role, and nothing else does. */
    private void begin(int choice, JsonObject extras, Consumer<SseEvent> into) {
        if (!begun.get(choice)) {
            begun.set(choice);
            JsonWriter out = open(choice).member("role", "assistant").member("content", "");
            out.endObject().name("finish_reason").nullValue().endObject().endArray();
            endChunk(out.allMembers(extras), into);
        }
    }

    private JsonWriter open(int choice) {
        return head().name("choices")
                .beginArray()
                .beginObject()
                .member("index", choice)
                .name("delta")
                .beginObject();
    }

    /** Ends the delta and all around it. */
    void end(JsonWriter delta, Consumer<SseEvent> into) {
        endChoice(delta.endObject(), into);
    }

    /** Ends the choice and all around it. */
    void endChoice(JsonWriter choice, Consumer<SseEvent> into) {
        endChunk(choice.name("finish_reason").nullValue().endObject().endArray(), into);
    }

    void endChunk(JsonWriter chunk, Consumer<SseEvent> into) {
        into.accept(SseEvent.data(chunk.endObject().toBytes()));
    }
}
