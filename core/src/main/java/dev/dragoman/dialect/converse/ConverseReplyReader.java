package dev.dragoman.dialect.converse;

import dev.dragoman.dialect.Answers;
import dev.dragoman.dialect.Field;
import dev.dragoman.error.ApiResponseException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonNull;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonSyntaxException;
import dev.dragoman.json.JsonValue;
import dev.dragoman.model.ChatReply;
import dev.dragoman.model.Choice;
import dev.dragoman.model.FinishReason;
import dev.dragoman.model.Part;
import java.util.ArrayList;
import java.util.List;

/** Reads the vendor's whole answer. */
final class ConverseReplyReader {

    /** Members beside the message that clients of other formats see beside it too. */
    static final List<String> BESIDE_MESSAGE =
            List.of("additionalModelResponseFields", "trace", "metrics", "performanceConfig", "serviceTier");

    private ConverseReplyReader() {}

    static ChatReply read(byte[] body) {
        Field reply = Field.root(Field.Author.VENDOR, parse(body));
        Field tier = reply.member("serviceTier");
        return new ChatReply(
                null,
                "",
                null,
                List.of(choice(reply)),
                UsageCount.read(reply.member("usage")),
                tier == null ? null : tier.string("type"),
                JsonObject.EMPTY);
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

    /** The members of an answer, or of a stream's last events, that stand beside the message. */
    static JsonObject beside(JsonObject told) {
        JsonObject.Builder extras = JsonObject.builder();
        for (String name : BESIDE_MESSAGE) {
            JsonValue value = told.get(name);
            extras.putIfPresent(name, value == JsonNull.NULL ? null : value);
        }
        return extras.build();
    }

    private static Choice choice(Field reply) {
        List<Part> parts = new ArrayList<>();
        for (Field block :
                reply.required("output").required("message").required("content").items()) {
            parts.add(BlockReader.read(block));
        }
        String reason = reply.requiredString("stopReason");
        FinishReason finish = StopReasons.read(reason);
        List<JsonObject> annotations = Annotations.of(parts);
        if (Answers.unwrap(parts) && finish == FinishReason.TOOL_CALLS) {
            finish = FinishReason.STOP;
        }
        return new Choice(
                0, parts, finish, StopReasons.unusual(reason), null, null, annotations, beside(reply.object()));
    }
}
