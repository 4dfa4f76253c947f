package dev.dragoman.dialect.cohere;

import dev.dragoman.dialect.Field;
import dev.dragoman.error.ApiResponseException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.error.LlmException;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonSyntaxException;
import dev.dragoman.json.JsonValue;
import dev.dragoman.model.ChatReply;
import dev.dragoman.model.Choice;
import dev.dragoman.model.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads the vendor's whole answer. */
final class CohereReplyReader {

    private static final Set<String> READ = Set.of("id", "finish_reason", "message", "usage", "logprobs");
    private static final Set<String> READ_OF_MESSAGE = Set.of("role", "content", "tool_calls", Citations.MEMBER);

    private CohereReplyReader() {}

    static ChatReply read(byte[] body) {
        Field reply = Field.root(Field.Author.VENDOR, parse(body));
        return new ChatReply(
                reply.string("id"),
                "",
                null,
                List.of(choice(reply)),
                UsageCount.read(reply.member("usage")),
                null,
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

    /**
     * The choice.
     *
     * @throws LlmException when nothing was said because something broke
     */
    private static Choice choice(Field reply) {
        Field message = reply.required("message");
        String reason = reply.requiredString("finish_reason");
        Field content = message.member("content");
        List<Part> parts = new ArrayList<>(content == null ? List.of() : MessageReader.content(content));
        JsonObject.Builder lost = JsonObject.builder();
        Citations.read(message.member(Citations.MEMBER), parts, lost);
        MessageReader.calls(message.member("tool_calls"), parts);
        if (parts.isEmpty() && FinishReasons.isFailure(reason)) {
            throw FinishReasons.failure(reason, null, reply.object());
        }
        return new Choice(
                0,
                parts,
                FinishReasons.read(reason),
                FinishReasons.unusual(reason),
                null,
                Logprobs.read(reply.member("logprobs")),
                Citations.annotations(parts),
                message.others(READ_OF_MESSAGE).merged(lost.build()).merged(reply.others(READ)));
    }
}
