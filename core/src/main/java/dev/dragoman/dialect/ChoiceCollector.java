package dev.dragoman.dialect;

import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonValue;
import dev.dragoman.model.ChatEvent;
import dev.dragoman.model.Choice;
import dev.dragoman.model.Part;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts one choice of a streamed answer together. Calls may be told in turns, all other parts one after the other. */
final class ChoiceCollector {

    private final List<HeardPart> parts = new ArrayList<>();
    private final Map<Integer, HeardPart.Call> calls = new HashMap<>();
    private final List<JsonObject> annotations = new ArrayList<>();
    private @Nullable JsonValue logprobs;
    private JsonObject extras = JsonObject.EMPTY;
    private ChatEvent.@Nullable Finished finished;

    Choice choice(int index) {
        ChatEvent.Finished end = finished;
        return new Choice(
                index,
                parts.stream().map(HeardPart::part).toList(),
                end == null ? null : end.finish(),
                end == null ? null : end.nativeFinish(),
                end == null ? null : end.stopSequence(),
                logprobs,
                annotations,
                extras);
    }

    void text(String piece) {
        HeardPart.Text said =
                last() instanceof HeardPart.Text before && !before.closed() ? before : add(new HeardPart.Text());
        said.append(piece);
    }

    void textSignature(String signature) {
        lastText().sign(signature);
    }

    void citation(JsonObject citation) {
        lastText().cite(citation);
    }

    /** The text that was said last; citations may come behind a thought or a call that follows it. */
    private HeardPart.Text lastText() {
        for (HeardPart part : parts.reversed()) {
            if (part instanceof HeardPart.Text text) {
                return text;
            }
        }
        return add(new HeardPart.Text());
    }

    void thinking(String piece) {
        thought().append(piece);
    }

    void thinkingSignature(String signature) {
        thought().sign(signature);
    }

    private HeardPart.Thought thought() {
        return last() instanceof HeardPart.Thought before && !before.closed() ? before : add(new HeardPart.Thought());
    }

    void refusal(String piece) {
        HeardPart.Refusal said = last() instanceof HeardPart.Refusal before ? before : add(new HeardPart.Refusal());
        said.append(piece);
    }

    void call(ChatEvent.ToolCallStarted started) {
        calls.put(started.call(), add(new HeardPart.Call(started)));
    }

    /** Arguments of a call that never began belong to nothing. */
    void arguments(int call, String fragment) {
        HeardPart.Call begun = calls.get(call);
        if (begun != null) {
            begun.append(fragment);
        }
    }

    void whole(Part part) {
        parts.add(new HeardPart.Whole(part));
    }

    void audio(ChatEvent.Audio piece) {
        HeardPart.Audio heard = last() instanceof HeardPart.Audio before ? before : add(new HeardPart.Audio());
        heard.append(piece);
    }

    void annotation(JsonObject annotation) {
        annotations.add(annotation);
    }

    void logprobs(JsonValue more) {
        logprobs = joined(logprobs, more);
    }

    void extras(JsonObject more) {
        extras = merged(extras, more);
    }

    void finished(ChatEvent.Finished end) {
        finished = end;
    }

    private @Nullable HeardPart last() {
        return parts.isEmpty() ? null : parts.getLast();
    }

    private <T extends HeardPart> T add(T part) {
        parts.add(part);
        return part;
    }

    /** Lists of probabilities go on where the piece before ended. */
    private static JsonValue joined(@Nullable JsonValue before, JsonValue more) {
        if (before instanceof JsonArray first && more instanceof JsonArray second) {
            List<JsonValue> items = new ArrayList<>(first.items());
            items.addAll(second.items());
            return new JsonArray(items);
        }
        if (!(before instanceof JsonObject first) || !(more instanceof JsonObject second)) {
            return more;
        }
        JsonObject.Builder all = first.toBuilder();
        second.forEach((name, value) -> all.put(name, joined(first.get(name), value)));
        return all.build();
    }

    /** Members told later win; objects are completed by what is told later. */
    private static JsonObject merged(JsonObject before, JsonObject more) {
        JsonObject.Builder all = before.toBuilder();
        more.forEach((name, value) -> {
            all.put(
                    name,
                    before.get(name) instanceof JsonObject first && value instanceof JsonObject second
                            ? merged(first, second)
                            : value);
        });
        return all.build();
    }
}
