package dev.dragoman.dialect.responses;

import dev.dragoman.dialect.responses.AnswerItem.Place;
import dev.dragoman.dialect.responses.AnswerItem.Status;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonValue;
import dev.dragoman.json.JsonWriter;
import dev.dragoman.model.Choice;
import dev.dragoman.model.FinishReason;
import dev.dragoman.model.Part;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Puts an answer together, piece by piece, into items. Whole and streamed answers are made by the same steps, so that they are
 * the same. Not thread-safe.
 */
final class Answer {

    private static final String NO_ARGUMENTS = "{}";

    private final String seed;
    private final AnswerListener listener;
    private final List<AnswerItem> items = new ArrayList<>();
    private final Map<Integer, CallItem> openCalls = new LinkedHashMap<>(0);
    private final Map<Integer, CallItem> calls = new LinkedHashMap<>(0);
    private final List<JsonValue> files = new ArrayList<>(0);
    private JsonObject extras = JsonObject.EMPTY;
    private @Nullable ThoughtItem thought;
    private @Nullable MessageItem message;
    private Status last = Status.COMPLETED;
    private int whole;

    /**
     * An answer with nothing in it.
     *
     * @param seed what the ids of its items are made of
     */
    Answer(String seed, AnswerListener listener) {
        this.seed = seed;
        this.listener = listener;
    }

    /** All that a choice of a whole answer says. */
    void add(Choice choice) {
        choice.parts().forEach(this::part);
        JsonValue logprobs = choice.logprobs();
        if (logprobs != null) {
            logprobs(logprobs);
        }
        choice.annotations().forEach(this::annotation);
        extras(choice.extras());
        finish(Statuses.finish(choice), choice.nativeFinish(), choice.stopSequence());
    }

    /** A part that comes whole. */
    void part(Part part) {
        switch (part) {
            case Part.Text text -> wholeText(text);
            case Part.Thinking thinking -> {
                thinking(thinking.text());
                if (thinking.signature() != null) {
                    signature(thinking.signature());
                }
            }
            case Part.RedactedThinking redacted -> carried(Thoughts.content(redacted));
            case Part.Refusal refusal -> refusal(refusal.text());
            case Part.ToolCall call -> wholeCall(call);
            case Part.Image image -> item("ig", DrawnImages.members(image));
            case Part.SpokenAudio spoken -> audio(spoken);
            case Part.Opaque opaque -> opaque(opaque);
            case Part.Audio audio -> files.add(DrawnImages.file("input_audio", audio.source()));
            case Part.Video video -> files.add(DrawnImages.file("input_video", video.source()));
            case Part.Document document -> files.add(DrawnImages.file("input_file", document.source()));
        }
    }

    private void wholeText(Part.Text text) {
        text(text.text());
        text.citations().forEach(this::citation);
        if (text.signature() != null) {
            textSignature(text.signature());
        }
    }

    private void wholeCall(Part.ToolCall call) {
        int number = --whole;
        call(number, call);
        if (!call.arguments().isEmpty()) {
            arguments(number, call.arguments());
        }
    }

    void thinking(String piece) {
        ThoughtItem open = thought == null || thought.closed() ? newThought() : thought;
        if (!piece.isEmpty()) {
            if (!open.speaks()) {
                listener.summaryBegan(open);
            }
            open.append(piece);
            listener.summary(open, piece);
        }
    }

    void signature(String signature) {
        (thought == null || thought.closed() ? newThought() : thought).carry(Thoughts.content(signature));
    }

    private void carried(String content) {
        newThought().carry(content);
    }

    private ThoughtItem newThought() {
        closeAll();
        ThoughtItem item = new ThoughtItem(place());
        thought = item;
        begin(item);
        return item;
    }

    void text(String piece) {
        MessageItem open = message();
        ContentPart.Text part = open.last() instanceof ContentPart.Text said && !said.closed() ? said : newText(open);
        part.append(piece);
        listener.text(open, piece, JsonArray.EMPTY);
    }

    private ContentPart.Text newText(MessageItem open) {
        ContentPart.Text part = new ContentPart.Text();
        add(open, part);
        return part;
    }

    void textSignature(String signature) {
        lastText().sign(signature);
    }

    void citation(JsonObject citation) {
        lastText().cite(citation);
    }

    /** The text that was said last; what belongs to it may come behind a thought or a call that follows it. */
    private ContentPart.Text lastText() {
        for (AnswerItem item : items.reversed()) {
            if (item instanceof MessageItem said) {
                for (ContentPart part : said.parts().reversed()) {
                    if (part instanceof ContentPart.Text text) {
                        return text;
                    }
                }
            }
        }
        return newText(message());
    }

    void refusal(String piece) {
        MessageItem open = message();
        ContentPart.Refusal part = open.last() instanceof ContentPart.Refusal said ? said : new ContentPart.Refusal();
        if (part != open.last()) {
            add(open, part);
        }
        part.append(piece);
        listener.refusal(open, piece);
    }

    void audio(Part.SpokenAudio piece) {
        MessageItem open = message();
        ContentPart.Sound part = open.last() instanceof ContentPart.Sound heard ? heard : new ContentPart.Sound();
        if (part != open.last()) {
            add(open, part);
        }
        part.append(piece);
        listener.sound(open, piece);
    }

    private void add(MessageItem open, ContentPart part) {
        ContentPart before = open.last();
        if (before != null) {
            listener.partDone(open, before);
        }
        open.add(part);
        listener.partAdded(open, part);
    }

    private MessageItem message() {
        MessageItem open = message;
        if (open == null) {
            closeAll();
            open = new MessageItem(place());
            message = open;
            begin(open);
        }
        return open;
    }

    /** Token probabilities of what was said last. */
    void logprobs(JsonValue told) {
        JsonArray content = told instanceof JsonObject object ? object.array("content") : null;
        if (content == null || content.isEmpty() || spots().isEmpty()) {
            extras(JsonObject.of("logprobs", told));
            return;
        }
        ContentPart.Text text = lastText();
        text.weigh(content);
        MessageItem open = message;
        if (open != null && open.last() == text) {
            listener.text(open, "", content);
        }
    }

    /** An annotation in Chat Completions' form, put to the text in which it begins. */
    void annotation(JsonObject annotation) {
        Spot spot = spot(Annotations.start(annotation));
        JsonObject flat = Annotations.flat(annotation, spot.before());
        int number = spot.text().annotate(flat);
        listener.annotated(spot.message(), spot.part(), number, flat);
    }

    /** The text that holds a character of all that was said. */
    private Spot spot(long character) {
        List<Spot> spots = spots();
        Spot found = spots.isEmpty() ? null : spots.getFirst();
        for (Spot spot : spots) {
            found = spot.before() <= character ? spot : found;
        }
        if (found == null) {
            MessageItem open = message();
            found = new Spot(open, open.parts().size(), newText(open), 0);
        }
        return found;
    }

    private List<Spot> spots() {
        List<Spot> spots = new ArrayList<>();
        long before = 0;
        for (AnswerItem item : items) {
            List<ContentPart> parts = item instanceof MessageItem said ? said.parts() : List.of();
            for (int i = 0; i < parts.size(); i++) {
                if (item instanceof MessageItem said && parts.get(i) instanceof ContentPart.Text text) {
                    spots.add(new Spot(said, i, text, before));
                    before += text.characters();
                }
            }
        }
        return spots;
    }

    /** A text and how many characters were said before it. */
    private record Spot(MessageItem message, int part, ContentPart.Text text, long before) {}

    void call(int number, Part.ToolCall begun) {
        closeSpeech();
        CallItem item = new CallItem(place(), begun);
        calls.put(number, item);
        openCalls.put(number, item);
        begin(item);
    }

    /** Arguments of a call that never began belong to nothing. */
    void arguments(int number, String fragment) {
        CallItem call = calls.get(number);
        if (call != null) {
            call.append(fragment);
            listener.arguments(call, fragment);
        }
    }

    private void opaque(Part.Opaque opaque) {
        if (opaque.dialect().equals(ResponsesDialect.NAME) && opaque.block() instanceof JsonObject block) {
            String id = block.string("id");
            closeAll();
            whole(new WholeItem(items.size(), id == null ? place().id("item") : id, block.without("id")));
        } else {
            carried(Thoughts.content(opaque));
        }
    }

    private void item(String kind, JsonObject members) {
        closeAll();
        whole(new WholeItem(items.size(), place().id(kind), members));
    }

    private void whole(WholeItem item) {
        begin(item);
        listener.done(item, Status.COMPLETED);
    }

    private Place place() {
        return new Place(items.size(), seed);
    }

    private void begin(AnswerItem item) {
        items.add(item);
        listener.added(item);
    }

    /** Members that no record knows. */
    void extras(JsonObject more) {
        extras = extras.merged(more);
    }

    /** The answer is complete. */
    void finish(FinishReason finish, @Nullable String nativeFinish, @Nullable String stopSequence) {
        last = Statuses.incomplete(finish) == null ? Status.COMPLETED : Status.INCOMPLETE;
        close(last);
        extras(JsonObject.builder()
                .putIfPresent(VendorFields.NATIVE_FINISH, nativeFinish)
                .putIfPresent(VendorFields.STOP_SEQUENCE, stopSequence)
                .build());
    }

    /** Ends what is still being said. */
    void close(Status status) {
        closeSpeech(status);
        for (CallItem call : openCalls.values()) {
            if (call.arguments().isEmpty() && !call.custom()) {
                call.append(NO_ARGUMENTS);
                listener.arguments(call, NO_ARGUMENTS);
            }
            listener.done(call, status(call, status));
        }
        openCalls.clear();
    }

    private void closeAll() {
        close(Status.COMPLETED);
    }

    private void closeSpeech() {
        closeSpeech(Status.COMPLETED);
    }

    private void closeSpeech(Status status) {
        ThoughtItem open = thought;
        if (open != null) {
            thought = null;
            listener.done(open, status);
        }
        MessageItem said = message;
        if (said != null) {
            message = null;
            ContentPart part = said.last();
            if (part != null) {
                listener.partDone(said, part);
            }
            listener.done(said, status);
        }
    }

    /** Writes the items; the last one is as complete as the answer. */
    void write(JsonWriter out) {
        out.beginArray();
        for (AnswerItem item : items) {
            item.write(out, status(item, last));
        }
        out.endArray();
    }

    private Status status(AnswerItem item, Status ofLast) {
        return item.index() == items.size() - 1 ? ofLast : Status.COMPLETED;
    }

    /** What else the vendor said. */
    JsonObject vendorFields() {
        JsonObject own = extras.object(VendorFields.NAME);
        JsonObject.Builder fields = own == null ? JsonObject.builder() : own.toBuilder();
        extras.forEach((name, value) -> {
            if (!name.equals(VendorFields.NAME)) {
                fields.put(name, value);
            }
        });
        if (!files.isEmpty()) {
            fields.put(VendorFields.CONTENT_PARTS, new JsonArray(files));
        }
        return fields.build();
    }
}
