package dev.dragoman.dialect.openai;

import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonValue;
import dev.dragoman.json.JsonWriter;
import dev.dragoman.model.Choice;
import dev.dragoman.model.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Where the members of an answer go that the format has no place for: what the format's own servers put beside a message stays
 * there, what LiteLLM's clients look for at the top goes there, all else into {@code provider_specific_fields}.
 */
final class VendorFields {

    static final String NAME = "provider_specific_fields";
    static final String SIGNATURES = "thought_signatures";
    static final String CITATIONS = "citations";
    static final String CITATION = "citation";
    static final String NATIVE_FINISH = "native_finish_reason";
    static final String STOP_SEQUENCE = "stop_sequence";

    private static final Set<String> OF_CHOICE = Set.of(
            "content_filter_results",
            "content_filter_result",
            "content_filter_offsets",
            "stop_reason",
            "matched_stop",
            "prompt_token_ids",
            "routed_experts",
            "token_ids",
            "error");

    private static final String OF_REPLY = "vertex_ai_";

    private VendorFields() {}

    /** Whether the member stands beside the message, in the choice itself. */
    static boolean isOfChoice(String name) {
        return OF_CHOICE.contains(name);
    }

    /** Whether the member stands at the top of the answer. */
    static boolean isOfReply(String name) {
        return name.startsWith(OF_REPLY);
    }

    /** The members of the message's {@code provider_specific_fields}. */
    static JsonObject of(Choice choice) {
        JsonObject.Builder fields = nested(choice.extras());
        fields.putIfPresent(NATIVE_FINISH, choice.nativeFinish()).putIfPresent(STOP_SEQUENCE, choice.stopSequence());
        citations(choice.parts(), fields);
        signatures(choice.parts(), fields);
        blocks(choice.parts(), fields);
        return fields.build();
    }

    /** The vendor's members among those of a choice, each of them once. */
    static JsonObject.Builder nested(JsonObject extras) {
        JsonObject own = extras.object(NAME);
        JsonObject.Builder fields = own == null ? JsonObject.builder() : own.toBuilder();
        extras.forEach((name, value) -> {
            if (!name.equals(NAME) && !isOfChoice(name) && !isOfReply(name)) {
                fields.put(name, value);
            }
        });
        return fields;
    }

    /** Writes those members whose name passes. */
    static void write(JsonWriter out, JsonObject extras, Predicate<String> passes) {
        extras.forEach((name, value) -> {
            if (passes.test(name)) {
                out.member(name, value);
            }
        });
    }

    /** The signatures of texts. */
    static void signatures(List<Part> parts, JsonObject.Builder fields) {
        List<JsonValue> signatures = new ArrayList<>(0);
        for (Part part : parts) {
            if (part instanceof Part.Text text && text.signature() != null) {
                signatures.add(new JsonString(text.signature()));
            }
        }
        put(fields, SIGNATURES, signatures);
    }

    /** One list for each text that cites. */
    private static void citations(List<Part> parts, JsonObject.Builder fields) {
        List<JsonValue> cited = new ArrayList<>(0);
        for (Part part : parts) {
            if (part instanceof Part.Text text && !text.citations().isEmpty()) {
                cited.add(new JsonArray(List.copyOf(text.citations())));
            }
        }
        put(fields, CITATIONS, cited);
    }

    /** The vendor's own blocks, but for those that its dialect has listed under names of their own. */
    private static void blocks(List<Part> parts, JsonObject.Builder fields) {
        List<JsonValue> blocks = new ArrayList<>(0);
        for (Part part : parts) {
            if (part instanceof Part.Opaque opaque && !lists(fields.build(), opaque.block())) {
                blocks.add(opaque.block());
            }
        }
        put(fields, "vendor_blocks", blocks);
    }

    /** A list of one text. */
    static JsonArray list(String text) {
        return JsonArray.of(new JsonString(text));
    }

    /** Whether one of the members is a list that holds the block. */
    static boolean lists(JsonObject fields, JsonValue block) {
        for (String name : fields.names()) {
            if (fields.get(name) instanceof JsonArray list && list.items().contains(block)) {
                return true;
            }
        }
        return false;
    }

    private static void put(JsonObject.Builder fields, String name, List<JsonValue> items) {
        if (!items.isEmpty()) {
            fields.put(name, new JsonArray(items));
        }
    }
}
