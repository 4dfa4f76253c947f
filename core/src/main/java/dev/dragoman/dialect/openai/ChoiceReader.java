package dev.dragoman.dialect.openai;

import dev.dragoman.dialect.Field;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.model.ChatEvent;
import dev.dragoman.model.FinishReason;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads the pieces of one choice of a streamed answer. */
final class ChoiceReader {

    private static final Set<String> CHOICE =
            Set.of("index", "delta", "finish_reason", "logprobs", "message", "native_finish_reason");

    private final int number;
    private final @Nullable ThinkTagReader tags;
    private final Map<Long, Integer> calls = new HashMap<>();
    private final List<String> callIds = new ArrayList<>();
    private boolean legacyCall;
    private boolean finished;

    ChoiceReader(int number, boolean thinkTags) {
        this.number = number;
        this.tags = thinkTags ? new ThinkTagReader(number) : null;
    }

    boolean finished() {
        return finished;
    }

    void read(Field choice, Consumer<ChatEvent> into) {
        Field delta = choice.member("delta");
        if (delta != null) {
            delta(delta, into);
        }
        Field logprobs = choice.member("logprobs");
        if (logprobs != null) {
            into.accept(new ChatEvent.Logprobs(number, logprobs.value()));
        }
        JsonObject rest = OpenAiReplyReader.rest(choice, CHOICE);
        if (!rest.isEmpty()) {
            into.accept(new ChatEvent.Extras(number, rest));
        }
        String finish = choice.string("finish_reason");
        if (finish != null && !finished) {
            finish(finish, into);
        }
    }

    private void finish(String word, Consumer<ChatEvent> into) {
        if (tags != null) {
            tags.end(into);
        }
        finished = true;
        FinishReason reason = Finishes.read(word, !calls.isEmpty());
        into.accept(new ChatEvent.Finished(number, reason, null, null));
    }

    private void delta(Field delta, Consumer<ChatEvent> into) {
        reasoning(delta, into);
        text(delta.member("content"), into);
        String refusal = delta.string("refusal");
        if (refusal != null && !refusal.isEmpty()) {
            into.accept(new ChatEvent.Refusal(number, refusal));
        }
        audio(delta.member("audio"), into);
        calls(delta, into);
        beside(delta, into);
    }

    private void text(@Nullable Field content, Consumer<ChatEvent> into) {
        if (content == null
                || !(content.value() instanceof JsonString text)
                || text.value().isEmpty()) {
            return;
        }
        if (tags != null) {
            tags.read(text.value(), into);
        } else {
            into.accept(new ChatEvent.Text(number, text.value()));
        }
    }

    private void reasoning(Field delta, Consumer<ChatEvent> into) {
        Field blocks = delta.member("thinking_blocks");
        String plain = delta.string("reasoning_content");
        plain = plain != null ? plain : delta.string("reasoning");
        if (plain != null && !plain.isEmpty()) {
            into.accept(new ChatEvent.Thinking(number, plain));
        }
        if (blocks != null) {
            for (Field block : blocks.items()) {
                block(block, plain, into);
            }
        }
    }

    private void block(Field block, @Nullable String told, Consumer<ChatEvent> into) {
        if ("redacted_thinking".equals(block.string("type"))) {
            into.accept(new ChatEvent.WholePart(number, Thoughts.block(block)));
            return;
        }
        String text = block.string("thinking");
        if (text != null && !text.isEmpty() && (told == null || told.isEmpty())) {
            into.accept(new ChatEvent.Thinking(number, text));
        }
        String signature = block.string("signature");
        if (signature != null && !signature.isEmpty()) {
            into.accept(new ChatEvent.ThinkingSignature(number, signature));
        }
    }

    private void audio(@Nullable Field audio, Consumer<ChatEvent> into) {
        if (audio != null) {
            into.accept(new ChatEvent.Audio(
                    number,
                    audio.string("id"),
                    audio.string("data"),
                    audio.string("transcript"),
                    audio.integer("expires_at")));
        }
    }

    private void calls(Field delta, Consumer<ChatEvent> into) {
        Field listed = delta.member("tool_calls");
        if (listed != null) {
            for (Field call : listed.items()) {
                call(call, into);
            }
        }
        Field legacy = delta.member("function_call");
        if (legacy != null) {
            legacy(legacy, into);
        }
    }

    private void call(Field call, Consumer<ChatEvent> into) {
        Field custom = call.member("custom");
        Field function = custom != null ? custom : call.member("function");
        String name = function == null ? null : function.string("name");
        Integer known = known(call, name);
        if (known == null) {
            known = begin(call, name, custom != null, into);
        }
        String fragment = function == null ? null : function.string(custom != null ? "input" : "arguments");
        if (fragment != null && !fragment.isEmpty()) {
            into.accept(new ChatEvent.ToolArguments(number, known, fragment));
        }
    }

    /**
     * The number of the call that a piece continues; null when it begins one. Some servers number no calls, and some give
     * all the same number: then a new id tells a new call.
     */
    private @Nullable Integer known(Field call, @Nullable String name) {
        Long index = call.integer("index");
        String id = call.string("id");
        if (index == null) {
            boolean begins = callIds.isEmpty() || name != null && !name.isEmpty();
            return begins ? null : Integer.valueOf(callIds.size() - 1);
        }
        Integer known = calls.get(index);
        boolean another = known != null
                && name != null
                && !name.isEmpty()
                && id != null
                && !id.isEmpty()
                && !id.equals(callIds.get(known));
        return another ? null : known;
    }

    private int begin(Field call, @Nullable String name, boolean custom, Consumer<ChatEvent> into) {
        int known = callIds.size();
        Long index = call.integer("index");
        calls.put(index == null ? -1L - known : index, known);
        String id = call.string("id");
        callIds.add(id == null ? "" : id);
        Field own = call.member("provider_specific_fields");
        into.accept(new ChatEvent.ToolCallStarted(
                number,
                known,
                id == null || id.isEmpty() ? "call_" + number + "_" + known : id,
                name == null ? "" : name,
                custom,
                own == null ? null : own.string("thought_signature")));
        return known;
    }

    private void legacy(Field legacy, Consumer<ChatEvent> into) {
        String name = legacy.string("name");
        if (!legacyCall) {
            legacyCall = true;
            calls.put(-1L, 0);
            callIds.add("");
            String called = name == null ? "" : name;
            into.accept(new ChatEvent.ToolCallStarted(number, 0, "call_" + called, called, false, null));
        }
        String fragment = legacy.string("arguments");
        if (fragment != null && !fragment.isEmpty()) {
            into.accept(new ChatEvent.ToolArguments(number, 0, fragment));
        }
    }

    private void beside(Field delta, Consumer<ChatEvent> into) {
        Field annotations = delta.member("annotations");
        if (annotations != null) {
            for (Field annotation : annotations.items()) {
                into.accept(new ChatEvent.Annotation(number, annotation.object()));
            }
        }
        Field images = delta.member("images");
        if (images != null) {
            for (Field image : images.items()) {
                into.accept(new ChatEvent.WholePart(number, ContentReader.image(image)));
            }
        }
        Field own = delta.member("provider_specific_fields");
        if (own != null && !own.object().isEmpty()) {
            into.accept(new ChatEvent.Extras(number, JsonObject.of("provider_specific_fields", own.object())));
        }
    }
}
