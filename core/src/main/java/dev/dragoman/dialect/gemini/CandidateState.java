package dev.dragoman.dialect.gemini;

import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonWriter;
import dev.dragoman.model.ChatEvent;
import dev.dragoman.model.FinishReason;
import dev.dragoman.model.Part;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What of one streamed answer must wait until it is whole. Not thread-safe. */
final class CandidateState {

    private final Map<Integer, OpenCall> calls = new LinkedHashMap<>();
    private final StringBuilder text = new StringBuilder();
    private final List<JsonObject> annotations = new ArrayList<>(0);
    private JsonObject extras = JsonObject.EMPTY;
    private @Nullable FinishReason finish;
    private @Nullable String nativeFinish;

    /** A call whose arguments are still being told. */
    private record OpenCall(ChatEvent.ToolCallStarted started, StringBuilder arguments) {

        Part.ToolCall whole() {
            return new Part.ToolCall(
                    started.id(), started.name(), arguments.toString(), started.custom(), started.signature(), null);
        }
    }

    void say(String more) {
        text.append(more);
    }

    void begin(ChatEvent.ToolCallStarted started) {
        calls.put(started.call(), new OpenCall(started, new StringBuilder()));
    }

    void arguments(ChatEvent.ToolArguments more) {
        OpenCall call = calls.get(more.call());
        if (call != null) {
            call.arguments.append(more.fragment());
        }
    }

    /** The calls that were being told, which may have been in mixed pieces, in the order in which they began. They are forgotten. */
    List<Part.ToolCall> takeCalls() {
        List<Part.ToolCall> whole = calls.values().stream().map(OpenCall::whole).toList();
        calls.clear();
        return whole;
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
