package dev.dragoman.dialect.openai;

import dev.dragoman.dialect.Field;
import dev.dragoman.dialect.ThinkTags;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonValue;
import dev.dragoman.model.Choice;
import dev.dragoman.model.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads one choice of a whole answer. */
final class ChoiceReader {

    /** More answers than anybody can ask for. */
    private static final int MOST_CHOICES = 1024;

    private static final Set<String> READ =
            Set.of("index", "message", "finish_reason", "logprobs", "delta", VendorFields.NATIVE_FINISH);

    /** Members of a message, or of a piece of one, that are read into parts and events. */
    static final Set<String> READ_OF_MESSAGE = Set.of(
            "role",
            "content",
            "refusal",
            "tool_calls",
            "function_call",
            "reasoning_content",
            "reasoning",
            "thinking_blocks",
            "audio",
            "images",
            "annotations",
            VendorFields.NAME);

    private ChoiceReader() {}

    /** The number of a choice. */
    static int index(Field choice) {
        Field index = choice.member("index");
        if (index == null) {
            return 0;
        }
        long number = index.integer();
        if (number < 0 || number >= MOST_CHOICES) {
            throw index.wrong("a number from 0 to " + (MOST_CHOICES - 1));
        }
        return (int) number;
    }

    /**
     * The choice.
     *
     * @param answer what tells the answer from others
     */
    static Choice read(Field choice, String answer, boolean thinkTags) {
        int index = index(choice);
        Field message = choice.required("message");
        List<Part> parts = parts(message, new CallIds(answer, index), thinkTags);
        JsonObject own = own(message);
        String word = choice.string("finish_reason");
        String beside = choice.string(VendorFields.NATIVE_FINISH);
        String told = beside != null ? beside : own.string(VendorFields.NATIVE_FINISH);
        boolean calls = parts.stream().anyMatch(Part.ToolCall.class::isInstance);
        Field logprobs = choice.member("logprobs");
        return new Choice(
                index,
                told(parts, own),
                word == null ? null : Finishes.read(word, calls),
                told != null || word == null ? told : Finishes.unusual(word),
                own.string(VendorFields.STOP_SEQUENCE),
                logprobs == null ? null : logprobs.value(),
                annotations(message.member("annotations")),
                extras(choice.others(READ), rest(parts, own)));
    }

    private static List<Part> parts(Field message, CallIds ids, boolean thinkTags) {
        List<Part> parts = new ArrayList<>();
        Thoughts.read(message, parts);
        // A server that tells thoughts by themselves leaves none in the text.
        content(message.member("content"), thinkTags && parts.isEmpty(), parts);
        Spoken.read(message, parts);
        ToolCalls.read(message, ids, parts);
        return parts;
    }

    private static void content(@Nullable Field content, boolean thinkTags, List<Part> parts) {
        if (content == null) {
            return;
        }
        if (!content.isText()) {
            content.items().forEach(part -> parts.add(ContentReader.answered(part)));
            return;
        }
        ThinkTags.Split split = thinkTags ? ThinkTags.split(content.text()) : new ThinkTags.Split("", content.text());
        if (!split.thought().isEmpty()) {
            parts.add(new Part.Thinking(split.thought(), null));
        }
        if (!split.answer().isEmpty()) {
            parts.add(new Part.Text(split.answer()));
        }
    }

    private static List<JsonObject> annotations(@Nullable Field annotations) {
        if (annotations == null) {
            return List.of();
        }
        List<JsonObject> read = new ArrayList<>();
        for (Field annotation : annotations.items()) {
            read.add(annotation.object());
        }
        return read;
    }

    /** What the message holds for its vendor's clients, members that this format does not know included. */
    private static JsonObject own(Field message) {
        Field own = message.member(VendorFields.NAME);
        JsonObject unknown = message.others(READ_OF_MESSAGE);
        return own == null ? unknown : unknown.merged(own.object());
    }

    private static JsonObject extras(JsonObject beside, JsonObject own) {
        return own.isEmpty() ? beside : beside.with(VendorFields.NAME, own);
    }

    /** The parts with citations and signature put back to the text, where there is only one that they can belong to. */
    private static List<Part> told(List<Part> parts, JsonObject own) {
        List<JsonObject> citations = citations(own);
        String signature = signature(own, parts);
        if (citations.isEmpty() && signature == null || !hasOneText(parts)) {
            return parts;
        }
        List<Part> told = new ArrayList<>(parts.size());
        for (Part part : parts) {
            told.add(part instanceof Part.Text text ? new Part.Text(text.text(), null, citations, signature) : part);
        }
        return told;
    }

    private static JsonObject rest(List<Part> parts, JsonObject own) {
        JsonObject rest = own.without(VendorFields.NATIVE_FINISH, VendorFields.STOP_SEQUENCE);
        if (!hasOneText(parts)) {
            return rest;
        }
        rest = citations(own).isEmpty() ? rest : rest.without(VendorFields.CITATIONS);
        return signature(own, parts) == null ? rest : rest.without(VendorFields.SIGNATURES);
    }

    private static boolean hasOneText(List<Part> parts) {
        return parts.stream().filter(Part.Text.class::isInstance).count() == 1;
    }

    private static List<JsonObject> citations(JsonObject own) {
        JsonArray lists = own.array(VendorFields.CITATIONS);
        List<JsonObject> citations = new ArrayList<>();
        for (JsonValue list : lists == null ? JsonArray.EMPTY : lists) {
            if (!(list instanceof JsonArray items)) {
                return List.of();
            }
            for (JsonValue item : items) {
                if (!(item instanceof JsonObject citation)) {
                    return List.of();
                }
                citations.add(citation);
            }
        }
        return citations;
    }

    /** The text's signature; those of calls are listed too by some, and travel with the call. */
    private static @Nullable String signature(JsonObject own, List<Part> parts) {
        JsonArray list = own.array(VendorFields.SIGNATURES);
        if (list == null || list.size() != 1 || !(list.items().getFirst() instanceof JsonString only)) {
            return null;
        }
        boolean ofCall = parts.stream()
                .anyMatch(part ->
                        part instanceof Part.ToolCall call && only.value().equals(call.signature()));
        return ofCall ? null : only.value();
    }
}
