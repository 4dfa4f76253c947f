package dev.dragoman.dialect.gemini;

import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonWriter;
import dev.dragoman.model.ChatEvent;
import dev.dragoman.model.FinishReason;
import dev.dragoman.model.Part;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What of one streamed answer must wait until it is whole. Not thread-safe. */
final class CandidateState {

    private final StringBuilder arguments = new StringBuilder();
    private final StringBuilder text = new StringBuilder();
    private final List<JsonObject> annotations = new ArrayList<>(0);
    private JsonObject extras = JsonObject.EMPTY;
    private ChatEvent.@Nullable ToolCallStarted call;
    private @Nullable FinishReason finish;
    private @Nullable String nativeFinish;

    void say(String more) {
        text.append(more);
    }

    void begin(ChatEvent.ToolCallStarted started) {
        call = started;
        arguments.setLength(0);
    }

    void arguments(String fragment) {
        arguments.append(fragment);
    }

    /** The call that was being told; null when there is none. It is forgotten. */
    Part.@Nullable ToolCall takeCall() {
        ChatEvent.ToolCallStarted told = call;
        if (told == null) {
            return null;
        }
        call = null;
        return new Part.ToolCall(told.id(), told.name(), arguments.toString(), told.custom(), told.signature(), null);
    }

    void annotate(JsonObject annotation) {
        annotations.add(annotation);
    }

    void tell(JsonObject more) {
        extras = extras.merged(more);
    }

    void finish(ChatEvent.Finished finished) {
        finish = finished.finish();
        nativeFinish = finished.nativeFinish();
    }

    /** Writes the last piece of the answer. */
    void end(JsonWriter out, int choice) {
        out.beginObject().name("content").beginObject();
        out.name("parts")
                .beginArray()
                .beginObject()
                .member("text", "")
                .endObject()
                .endArray();
        out.member("role", "model").endObject();
        out.member("finishReason", FinishReasons.write(finish, nativeFinish));
        out.member("index", choice);
        CandidateExtras.write(out, extras);
        if (!extras.has(CandidateExtras.GROUNDING)) {
            out.memberIfPresent("groundingMetadata", Grounding.write(annotations, text.toString()));
        }
        out.endObject();
    }
}
