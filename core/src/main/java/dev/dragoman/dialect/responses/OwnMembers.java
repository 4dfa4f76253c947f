package dev.dragoman.dialect.responses;

import dev.dragoman.error.BadRequestException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonBoolean;
import dev.dragoman.json.JsonNull;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Members of a request for which only vendors of this format have a meaning. */
final class OwnMembers {

    /** What stands for things that a vendor keeps: nothing can be said in their place. */
    private static final List<String> REFERENCES = List.of("previous_response_id", "conversation", "prompt");

    private static final List<String> SETTINGS = List.of(
            "background",
            "background_options",
            "context_management",
            "include",
            "max_tool_calls",
            "moderation",
            "truncation",
            "access_programs",
            "image");

    /** What is true of every answer, or what the gateway sees to. */
    private static final List<String> SILENT = List.of("store");

    private static final String LOGPROBS = "message.output_text.logprobs";

    /** Further parts of an answer that are told anyway, or that repeat what the client sent. */
    private static final Set<String> TOLD_ANYWAY =
            Set.of("reasoning.encrypted_content", "message.input_image.image_url", LOGPROBS);

    /** How a model reasons, beside what all vendors know. */
    private static final Set<String> REASONING = Set.of("effort", "summary", "generate_summary");

    private OwnMembers() {}

    static boolean are(String name) {
        return SETTINGS.contains(name) || SILENT.contains(name) || REFERENCES.contains(name);
    }

    /** Those of the request that ask for something. */
    static List<String> of(JsonBody body) {
        List<String> own = new ArrayList<>(0);
        for (String name : SETTINGS) {
            JsonValue value = body.isNull(name) ? null : body.value(name);
            if (value != null && asks(name, value)) {
                own.add(name);
            }
        }
        if (!body.isNull("reasoning") && body.value("reasoning") instanceof JsonObject reasoning) {
            reasoning.forEach((name, value) -> {
                if (!REASONING.contains(name) && value != JsonNull.NULL) {
                    own.add("reasoning." + name);
                }
            });
        }
        return own;
    }

    private static boolean asks(String name, JsonValue value) {
        return switch (name) {
            case "truncation" ->
                !(value instanceof JsonString mode && mode.value().equals("disabled"));
            case "include" ->
                !(value instanceof JsonArray list) || list.items().stream().anyMatch(OwnMembers::isMore);
            default -> value != JsonBoolean.FALSE && !value.equals(JsonArray.EMPTY);
        };
    }

    private static boolean isMore(JsonValue included) {
        return !(included instanceof JsonString name && TOLD_ANYWAY.contains(name.value()));
    }

    static boolean includesLogprobs(JsonBody body) {
        JsonValue include = body.isNull("include") ? null : body.value("include");
        return include instanceof JsonArray list && list.items().contains(new JsonString(LOGPROBS));
    }

    /** Writes what must be included for an answer as the caller wants it; null for nothing. */
    static @Nullable JsonArray include(boolean logprobs, boolean encryptedReasoning) {
        List<String> names = new ArrayList<>(2);
        if (encryptedReasoning) {
            names.add("reasoning.encrypted_content");
        }
        if (logprobs) {
            names.add(LOGPROBS);
        }
        return names.isEmpty() ? null : JsonArray.ofStrings(names);
    }

    /**
     * Refuses what stands for something that is kept elsewhere.
     *
     * @throws BadRequestException naming it
     */
    static void refuseReferences(JsonBody body) {
        for (String name : REFERENCES) {
            if (!body.isNull(name)) {
                throw new BadRequestException(ErrorDetail.of(name
                                + ": refers to what this model's vendor does not keep (expected: the items themselves, in"
                                + " input)")
                        .withType("invalid_request_error")
                        .withParam(name));
            }
        }
    }
}
