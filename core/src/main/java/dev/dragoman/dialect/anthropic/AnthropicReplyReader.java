package dev.dragoman.dialect.anthropic;

import dev.dragoman.dialect.Answers;
import dev.dragoman.dialect.Field;
import dev.dragoman.error.ApiResponseException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonNull;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonSyntaxException;
import dev.dragoman.json.JsonValue;
import dev.dragoman.model.ChatReply;
import dev.dragoman.model.Choice;
import dev.dragoman.model.FinishReason;
import dev.dragoman.model.Part;
import dev.dragoman.model.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the vendor's whole answer. */
final class AnthropicReplyReader {

    /** Members beside the content that clients of other formats see beside the message. */
    static final List<String> BESIDE_MESSAGE =
            List.of("container", "context_management", "stop_details", "diagnostics");

    private static final Set<String> KNOWN = Set.of(
            "id",
            "type",
            "role",
            "model",
            "content",
            "stop_reason",
            "stop_sequence",
            "usage",
            "container",
            "context_management",
            "stop_details",
            "diagnostics");

    private AnthropicReplyReader() {}

    static ChatReply read(byte[] body) {
        Field reply = Field.root(Field.Author.VENDOR, parse(body));
        if ("error".equals(reply.object().string("type"))) {
            throw AnthropicErrorReader.inBody(reply.object());
        }
        Usage usage = usage(reply);
        return new ChatReply(
                reply.string("id"),
                reply.requiredString("model"),
                null,
                List.of(choice(reply)),
                usage,
                serviceTier(usage),
                reply.others(KNOWN));
    }

    /** The class of service that the usage tells; null when it does not. */
    static @Nullable String serviceTier(Usage usage) {
        String tier = usage.extras().string("service_tier");
        return tier == null ? null : ServiceTiers.read(tier);
    }

    private static Usage usage(Field reply) {
        Field usage = reply.member("usage");
        return usage == null ? Usage.NONE : new UsageCount().add(usage).total();
    }

    static JsonValue parse(byte[] body) {
        try {
            return Json.parse(body);
        } catch (JsonSyntaxException wrong) {
            ErrorDetail detail =
                    ErrorDetail.of("the vendor's answer is no JSON: " + wrong.getMessage() + " (expected: a message)");
            throw new ApiResponseException(detail, 502, wrong);
        }
    }

    private static Choice choice(Field reply) {
        List<Part> parts = new ArrayList<>(BlockReader.readAll(reply.required("content")));
        String reason = reply.string("stop_reason");
        FinishReason finish = reason == null ? null : StopReasons.read(reason);
        JsonObject extras = extras(reply.object(), parts);
        List<JsonObject> annotations = annotations(parts);
        if (Answers.unwrap(parts) && finish == FinishReason.TOOL_CALLS) {
            finish = FinishReason.STOP;
        }
        String unusual = reason == null ? null : StopReasons.unusual(reason);
        return new Choice(0, parts, finish, unusual, reply.string("stop_sequence"), null, annotations, extras);
    }

    private static JsonObject extras(JsonObject reply, List<Part> parts) {
        JsonObject.Builder extras = JsonObject.builder();
        for (String name : BESIDE_MESSAGE) {
            JsonValue value = reply.get(name);
            extras.putIfPresent(name, value == JsonNull.NULL ? null : value);
        }
        JsonObject lists = JsonObject.EMPTY;
        for (Part part : parts) {
            lists = part instanceof Part.Opaque opaque ? listed(lists, opaque.block()) : lists;
        }
        lists.forEach(extras::put);
        return extras.build();
    }

    /** The lists with one more block of the vendor's own in the one where it belongs. */
    static JsonObject listed(JsonObject lists, JsonValue block) {
        String list = VendorBlocks.list(block);
        if (list == null) {
            return lists;
        }
        List<JsonValue> blocks = new ArrayList<>();
        JsonArray before = lists.array(list);
        if (before != null) {
            blocks.addAll(before.items());
        }
        blocks.add(block);
        return lists.with(list, new JsonArray(blocks));
    }

    private static List<JsonObject> annotations(List<Part> parts) {
        List<JsonObject> annotations = new ArrayList<>();
        int at = 0;
        for (Part part : parts) {
            if (part instanceof Part.Text text) {
                int end = at + text.text().codePointCount(0, text.text().length());
                annotate(text, at, end, annotations);
                at = end;
            }
        }
        return annotations;
    }

    private static void annotate(Part.Text text, int start, int end, List<JsonObject> into) {
        for (JsonObject citation : text.citations()) {
            JsonObject annotation = Citations.annotation(citation, start, end);
            if (annotation != null) {
                into.add(annotation);
            }
        }
    }
}
