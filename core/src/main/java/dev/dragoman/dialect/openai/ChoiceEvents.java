package dev.dragoman.dialect.openai;

import dev.dragoman.dialect.Field;
import dev.dragoman.dialect.ThinkTagReader;
import dev.dragoman.dialect.ThinkTags;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonValue;
import dev.dragoman.model.ChatEvent;
import dev.dragoman.model.Part;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads the pieces of one choice of a streamed answer. */
final class ChoiceEvents {

    /** Some servers repeat the whole message in a last piece; it was told already. */
    private static final Set<String> READ =
            Set.of("index", "delta", "finish_reason", "logprobs", "message", VendorFields.NATIVE_FINISH);

    private final int number;
    private final @Nullable ThinkTagReader tags;
    private final CallEvents calls;
    private boolean finished;

    ChoiceEvents(int number, String answer, boolean thinkTags) {
        this.number = number;
        this.tags = thinkTags ? new ThinkTagReader() : null;
        this.calls = new CallEvents(number, new CallIds(answer, number));
    }

    boolean finished() {
        return finished;
    }

    void read(Field choice, Consumer<ChatEvent> into) {
        Field delta = choice.member("delta");
        JsonObject own = delta == null ? JsonObject.EMPTY : own(delta);
        if (delta != null) {
            delta(delta, into);
        }
        Field logprobs = choice.member("logprobs");
        if (logprobs != null) {
            into.accept(new ChatEvent.Logprobs(number, logprobs.value()));
        }
        String word = choice.string("finish_reason");
        boolean last = word != null && !finished;
        extras(choice, last ? own.without(VendorFields.NATIVE_FINISH, VendorFields.STOP_SEQUENCE) : own, into);
        if (word != null && last) {
            String beside = choice.string(VendorFields.NATIVE_FINISH);
            String told = beside != null ? beside : own.string(VendorFields.NATIVE_FINISH);
            String unusual = told == null ? Finishes.unusual(word) : told;
            finish(word, unusual, own.string(VendorFields.STOP_SEQUENCE), into);
        }
    }

    /** The vendor said that nothing follows, but not why it stopped. */
    void conclude(Consumer<ChatEvent> into) {
        if (!finished) {
            finish("stop", null, null, into);
        }
    }

    private void finish(String word, @Nullable String unusual, @Nullable String sequence, Consumer<ChatEvent> into) {
        endOfText(into);
        finished = true;
        into.accept(new ChatEvent.Finished(number, Finishes.read(word, calls.any()), unusual, sequence));
    }

    private void endOfText(Consumer<ChatEvent> into) {
        if (tags != null) {
            told(tags.end(), into);
        }
    }

    private void delta(Field delta, Consumer<ChatEvent> into) {
        reasoning(delta, into);
        content(delta.member("content"), into);
        String refusal = delta.string("refusal");
        if (refusal != null && !refusal.isEmpty()) {
            into.accept(new ChatEvent.Refusal(number, refusal));
        }
        Field audio = delta.member("audio");
        if (audio != null) {
            into.accept(Spoken.audio(number, audio));
        }
        images(delta.member("images"), into);
        calls(delta, into);
        annotations(delta.member("annotations"), into);
    }

    private void content(@Nullable Field content, Consumer<ChatEvent> into) {
        if (content == null) {
            return;
        }
        if (content.isText()) {
            text(content.text(), into);
            return;
        }
        for (Field item : content.items()) {
            switch (ContentReader.answered(item)) {
                case Part.Text text -> text(text.text(), into);
                case Part.Thinking thinking -> into.accept(new ChatEvent.Thinking(number, thinking.text()));
                case Part.Refusal refusal -> into.accept(new ChatEvent.Refusal(number, refusal.text()));
                case Part other -> into.accept(new ChatEvent.WholePart(number, other));
            }
        }
    }

    private void text(String piece, Consumer<ChatEvent> into) {
        if (piece.isEmpty()) {
            return;
        }
        told(tags == null ? new ThinkTags.Split("", piece) : tags.read(piece), into);
    }

    private void told(ThinkTags.Split split, Consumer<ChatEvent> into) {
        if (!split.thought().isEmpty()) {
            into.accept(new ChatEvent.Thinking(number, split.thought()));
        }
        if (!split.answer().isEmpty()) {
            into.accept(new ChatEvent.Text(number, split.answer()));
        }
    }

    private void reasoning(Field delta, Consumer<ChatEvent> into) {
        Field blocks = delta.member("thinking_blocks");
        String plain = delta.string("reasoning_content");
        plain = plain != null ? plain : delta.string("reasoning");
        if (plain != null && !plain.isEmpty()) {
            endOfText(into);
            into.accept(new ChatEvent.Thinking(number, plain));
        }
        if (blocks != null) {
            for (Field block : blocks.items()) {
                block(block, plain != null && !plain.isEmpty(), into);
            }
        }
    }

    private void block(Field block, boolean told, Consumer<ChatEvent> into) {
        switch (Thoughts.block(block)) {
            case Part.Thinking thinking -> {
                if (!told && !thinking.text().isEmpty()) {
                    into.accept(new ChatEvent.Thinking(number, thinking.text()));
                }
                if (thinking.signature() != null) {
                    into.accept(new ChatEvent.ThinkingSignature(number, thinking.signature()));
                }
            }
            case Part other -> into.accept(new ChatEvent.WholePart(number, other));
        }
    }

    private void images(@Nullable Field images, Consumer<ChatEvent> into) {
        if (images != null) {
            for (Field image : images.items()) {
                into.accept(new ChatEvent.WholePart(number, ContentReader.image(image)));
            }
        }
    }

    private void calls(Field delta, Consumer<ChatEvent> into) {
        Field listed = delta.member("tool_calls");
        Field legacy = delta.member("function_call");
        if (listed != null && !listed.array().isEmpty() || legacy != null) {
            endOfText(into);
        }
        if (listed != null) {
            for (Field call : listed.items()) {
                calls.read(call, into);
            }
        }
        if (legacy != null) {
            calls.readLegacy(legacy, into);
        }
    }

    private void annotations(@Nullable Field annotations, Consumer<ChatEvent> into) {
        if (annotations != null) {
            for (Field annotation : annotations.items()) {
                into.accept(new ChatEvent.Annotation(number, annotation.object()));
            }
        }
    }

    private static JsonObject own(Field delta) {
        Field own = delta.member(VendorFields.NAME);
        JsonObject unknown = delta.others(ChoiceReader.READ_OF_MESSAGE);
        return own == null ? unknown : unknown.merged(own.object());
    }

    private void extras(Field choice, JsonObject own, Consumer<ChatEvent> into) {
        JsonObject rest = own.isEmpty() ? own : signatures(citation(own, into), into);
        JsonObject beside = choice.others(READ);
        JsonObject extras = rest.isEmpty() ? beside : beside.with(VendorFields.NAME, rest);
        if (!extras.isEmpty()) {
            into.accept(new ChatEvent.Extras(number, extras));
        }
    }

    private JsonObject citation(JsonObject own, Consumer<ChatEvent> into) {
        JsonObject citation = own.object(VendorFields.CITATION);
        if (citation == null) {
            return own;
        }
        into.accept(new ChatEvent.Citation(number, citation));
        return own.without(VendorFields.CITATION);
    }

    private JsonObject signatures(JsonObject own, Consumer<ChatEvent> into) {
        JsonArray list = own.array(VendorFields.SIGNATURES);
        if (list == null || list.isEmpty()) {
            return own;
        }
        for (JsonValue item : list) {
            if (item instanceof JsonString signature) {
                into.accept(new ChatEvent.TextSignature(number, signature.value()));
            }
        }
        return own.without(VendorFields.SIGNATURES);
    }
}
