package dev.dragoman.dialect.responses;

import dev.dragoman.dialect.Field;
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
        private long summaryPart;

        /** How many characters were said before each part of the content. */
        private final Map<Long, Long> starts = new HashMap<>(2);
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
            case "response.output_text.annotation.added" -> annotation(heard(event), event, into);
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
        item.starts.putIfAbsent(contentIndex(event), characters);
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

    private static long contentIndex(Field event) {
        Long index = event.integer("content_index");
        return index == null ? 0 : index;
    }

    private static void annotation(Heard item, Field event, Consumer<ChatEvent> into) {
        Field annotation = event.member("annotation");
        if (annotation != null) {
            item.annotations++;
            long start = item.starts.getOrDefault(contentIndex(event), 0L);
            into.accept(new ChatEvent.Annotation(ONLY, Annotations.nested(annotation.object(), start)));
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
        List<Field> parts = content == null ? List.of() : content.items();
        boolean silent = !item.spoken;
        for (int i = 0; i < parts.size(); i++) {
            Field part = parts.get(i);
            if (silent) {
                said(item, i, part, into);
            }
            if (item.annotations == 0) {
                long start = item.starts.getOrDefault((long) i, 0L);
                VendorFields.objects(part.member("annotations"))
                        .forEach(note -> into.accept(new ChatEvent.Annotation(ONLY, Annotations.nested(note, start))));
            }
        }
    }

    /** A part of a message that was not told in pieces. */
    private void said(Heard item, long index, Field part, Consumer<ChatEvent> into) {
        switch (part.requiredString("type")) {
            case "output_text" -> {
                String text = part.requiredString("text");
                item.starts.putIfAbsent(index, characters);
                characters += AnswerReader.characters(text);
                into.accept(new ChatEvent.Text(ONLY, text));
                part(part, into);
            }
            case "refusal" -> into.accept(new ChatEvent.Refusal(ONLY, part.requiredString("refusal")));
            default -> {}
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
