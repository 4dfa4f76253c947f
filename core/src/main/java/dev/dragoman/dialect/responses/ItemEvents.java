package dev.dragoman.dialect.responses;

import dev.dragoman.dialect.Field;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonObject;
import dev.dragoman.model.ChatEvent;
import dev.dragoman.model.Part;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads the pieces of the items of a streamed answer; what a server did not tell in pieces is told when its item is done. */
final class ItemEvents {

    private static final int ONLY = 0;

    private final Map<Long, Heard> heard = new HashMap<>();
    private int calls;
    private long characters;
    private boolean weighed;

    /** What was heard of an item. */
    private static final class Heard {

        private int call = -1;
        private boolean spoken;
        private boolean content;
        private int annotations;
        private boolean done;
        private long before;
        private long summaryPart;
    }

    /** Whether a tool was called. */
    boolean called() {
        return calls > 0;
    }

    void read(String type, Field event, Consumer<ChatEvent> into) {
        switch (type) {
            case "response.output_item.added" -> added(heard(event), event.required("item"), into);
            case "response.output_item.done" -> done(heard(event), event.required("item"), into);
            case "response.output_text.delta" -> text(heard(event), event, into);
            case "response.refusal.delta" -> refusal(heard(event), event.requiredString("delta"), into);
            case "response.output_text.annotation.added" -> annotation(heard(event), event.member("annotation"), into);
            case "response.content_part.done" -> part(event.required("part"), into);
            case "response.reasoning_summary_text.delta" -> thought(heard(event), event, "summary_index", into);
            case "response.reasoning_text.delta" -> rawThought(heard(event), event, into);
            case "response.function_call_arguments.delta", "response.custom_tool_call_input.delta" ->
                arguments(heard(event), event.requiredString("delta"), into);
            case "response.audio.delta" ->
                into.accept(new ChatEvent.Audio(ONLY, null, event.requiredString("delta"), null, null));
            case "response.audio.transcript.delta" ->
                into.accept(new ChatEvent.Audio(ONLY, null, null, event.requiredString("delta"), null));
            default -> {}
        }
    }

    private Heard heard(Field event) {
        Long index = event.integer("output_index");
        return heard.computeIfAbsent(index == null ? 0 : index, any -> new Heard());
    }

    private void added(Heard item, Field told, Consumer<ChatEvent> into) {
        item.before = characters;
        String type = told.requiredString("type");
        if (type.equals("function_call") || type.equals("custom_tool_call")) {
            begin(item, told, into);
        }
    }

    private void begin(Heard item, Field told, Consumer<ChatEvent> into) {
        List<Part> parts = new ArrayList<>(1);
        ItemReader.read(told.requiredString("type"), told, parts);
        if (parts.getFirst() instanceof Part.ToolCall call) {
            item.call = calls++;
            into.accept(new ChatEvent.ToolCallStarted(
                    ONLY, item.call, call.id(), call.name(), call.custom(), call.signature()));
            arguments(item, call.arguments(), into);
        }
    }

    private void arguments(Heard item, String fragment, Consumer<ChatEvent> into) {
        if (!fragment.isEmpty()) {
            item.spoken = true;
            into.accept(new ChatEvent.ToolArguments(ONLY, item.call, fragment));
        }
    }

    private void text(Heard item, Field event, Consumer<ChatEvent> into) {
        String piece = event.requiredString("delta");
        item.spoken = true;
        characters += AnswerReader.characters(piece);
        if (!piece.isEmpty()) {
            into.accept(new ChatEvent.Text(ONLY, piece));
        }
        JsonObject logprobs = AnswerReader.logprobs(event.member("logprobs"));
        if (logprobs != null) {
            into.accept(new ChatEvent.Logprobs(ONLY, logprobs));
            weighed = true;
        }
    }

    private static void refusal(Heard item, String piece, Consumer<ChatEvent> into) {
        item.spoken = true;
        into.accept(new ChatEvent.Refusal(ONLY, piece));
    }

    private void annotation(Heard item, @Nullable Field annotation, Consumer<ChatEvent> into) {
        if (annotation != null) {
            item.annotations++;
            into.accept(new ChatEvent.Annotation(ONLY, Annotations.nested(annotation.object(), item.before)));
        }
    }

    /** What belongs to a text or a sound that was told. */
    private static void part(Field part, Consumer<ChatEvent> into) {
        if ("output_audio".equals(part.string("type"))) {
            Part.SpokenAudio sound = ContentReader.spoken(part);
            into.accept(new ChatEvent.Audio(ONLY, sound.id(), null, null, sound.expiresAt()));
        }
        if ("output_text".equals(part.string("type")) && ContentReader.text(part) instanceof Part.Text text) {
            text.citations().forEach(citation -> into.accept(new ChatEvent.Citation(ONLY, citation)));
            if (text.signature() != null) {
                into.accept(new ChatEvent.TextSignature(ONLY, text.signature()));
            }
        }
    }

    /** Parts of a summary are paragraphs. */
    private static void thought(Heard item, Field event, String index, Consumer<ChatEvent> into) {
        Long number = event.integer(index);
        long part = number == null ? 0 : number;
        String before = item.spoken && part != item.summaryPart ? "\n\n" : "";
        item.summaryPart = part;
        item.spoken = true;
        into.accept(new ChatEvent.Thinking(ONLY, before + event.requiredString("delta")));
    }

    /** What a model thought itself is told where there is no summary. */
    private static void rawThought(Heard item, Field event, Consumer<ChatEvent> into) {
        if (!item.spoken || item.content) {
            item.content = true;
            thought(item, event, "content_index", into);
        }
    }

    private void done(Heard item, Field told, Consumer<ChatEvent> into) {
        if (item.done) {
            return;
        }
        item.done = true;
        String type = told.requiredString("type");
        switch (type) {
            case "reasoning" -> thoughtDone(item, told, into);
            case "message" -> messageDone(item, told, into);
            case "function_call", "custom_tool_call" -> callDone(item, told, into);
            default -> {
                List<Part> parts = new ArrayList<>(1);
                ItemReader.read(type, told, parts);
                parts.forEach(part -> into.accept(new ChatEvent.WholePart(ONLY, part)));
            }
        }
    }

    private static void thoughtDone(Heard item, Field told, Consumer<ChatEvent> into) {
        Part part = Thoughts.read(told);
        if (!(part instanceof Part.Thinking thinking)) {
            into.accept(new ChatEvent.WholePart(ONLY, part));
            return;
        }
        if (!item.spoken && !thinking.text().isEmpty()) {
            into.accept(new ChatEvent.Thinking(ONLY, thinking.text()));
        }
        if (thinking.signature() != null) {
            into.accept(new ChatEvent.ThinkingSignature(ONLY, thinking.signature()));
        }
    }

    private void messageDone(Heard item, Field told, Consumer<ChatEvent> into) {
        Field content = told.member("content");
        for (Field part : content == null ? List.<Field>of() : content.items()) {
            String type = part.requiredString("type");
            if (!item.spoken && type.equals("output_text")) {
                into.accept(new ChatEvent.Text(ONLY, part.requiredString("text")));
                characters += AnswerReader.characters(part.requiredString("text"));
                part(part, into);
            } else if (!item.spoken && type.equals("refusal")) {
                into.accept(new ChatEvent.Refusal(ONLY, part.requiredString("refusal")));
            }
            annotationsDone(item, part, into);
        }
    }

    private void annotationsDone(Heard item, Field part, Consumer<ChatEvent> into) {
        JsonArray all = part.object().array("annotations");
        if (item.annotations == 0 && all != null) {
            VendorFields.objects(part.member("annotations"))
                    .forEach(note ->
                            into.accept(new ChatEvent.Annotation(ONLY, Annotations.nested(note, item.before))));
        }
    }

    private void callDone(Heard item, Field told, Consumer<ChatEvent> into) {
        if (item.call < 0) {
            begin(item, told, into);
        } else if (!item.spoken) {
            List<Part> parts = new ArrayList<>(1);
            ItemReader.read(told.requiredString("type"), told, parts);
            if (parts.getFirst() instanceof Part.ToolCall call) {
                arguments(item, call.arguments(), into);
            }
        }
    }

    /** What of the whole answer was not told before its end. */
    void rest(@Nullable Field output, Consumer<ChatEvent> into) {
        List<Field> all = output == null ? List.of() : output.items();
        for (int i = 0; i < all.size(); i++) {
            done(heard.computeIfAbsent((long) i, any -> new Heard()), all.get(i), into);
        }
        if (!weighed) {
            all.stream().filter(item -> "message".equals(item.string("type"))).forEach(item -> weigh(item, into));
        }
    }

    private static void weigh(Field message, Consumer<ChatEvent> into) {
        for (Field part : message.required("content").items()) {
            JsonObject logprobs = AnswerReader.logprobs(part.member("logprobs"));
            if (logprobs != null) {
                into.accept(new ChatEvent.Logprobs(ONLY, logprobs));
            }
        }
    }
}
