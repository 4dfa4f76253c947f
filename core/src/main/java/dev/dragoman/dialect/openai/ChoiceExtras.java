package dev.dragoman.dialect.openai;

import dev.dragoman.json.JsonObject;
import java.util.Set;

/** A choice's further members, told apart: OpenAI's own stay beside the message, other vendors' go into its fields. */
final class ChoiceExtras {

    private static final String FIELDS = "provider_specific_fields";

    /** Members that Azure and servers of OpenAI's format put beside a message. */
    private static final Set<String> OWN = Set.of(
            "content_filter_results",
            "content_filter_result",
            "content_filter_offsets",
            "matched_stop",
            "native_finish_reason",
            "prompt_token_ids",
            "routed_experts",
            "stop_reason",
            "token_ids");

    private ChoiceExtras() {}

    /** What stands beside the message. */
    static JsonObject beside(JsonObject extras) {
        JsonObject.Builder beside = JsonObject.builder();
        extras.forEach((name, value) -> {
            if (OWN.contains(name)) {
                beside.put(name, value);
            }
        });
        return beside.build();
    }

    /** What stands in the message's {@code provider_specific_fields}. */
    static JsonObject fields(JsonObject extras) {
        JsonObject given = extras.object(FIELDS);
        JsonObject.Builder fields = given == null ? JsonObject.builder() : given.toBuilder();
        extras.forEach((name, value) -> {
            if (!OWN.contains(name) && !name.equals(FIELDS) && !VendorLists.isList(name)) {
                fields.put(name, value);
            }
        });
        return fields.build();
    }
}
