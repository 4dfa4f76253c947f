package dev.dragoman.dialect.ollama;

import dev.dragoman.dialect.Field;
import dev.dragoman.dialect.ThinkTags;
import dev.dragoman.error.ApiResponseException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonNull;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonSyntaxException;
import dev.dragoman.json.JsonValue;
import dev.dragoman.model.ChatReply;
import dev.dragoman.model.Choice;
import dev.dragoman.model.Part;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the vendor's whole answer. */
final class OllamaReplyReader {

    /** Members beside the message that clients of other formats see beside it too; durations are in nanoseconds. */
    private static final List<String> BESIDE_MESSAGE = List.of(
            "total_duration",
            "load_duration",
            "prompt_eval_duration",
            "eval_duration",
            "remote_model",
            "remote_host",
            "_debug_info");

    private OllamaReplyReader() {}

    static ChatReply read(byte[] body) {
        Field reply = Field.root(Field.Author.VENDOR, parse(body));
        refuseError(reply);
        String model = reply.string("model");
        return new ChatReply(
                null,
                model == null ? "" : model,
                created(reply),
                List.of(choice(reply)),
                UsageCount.read(reply),
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

    /** Errors come in the place of an answer, or of a line of it. */
    static void refuseError(Field answer) {
        if (answer.member("error") != null) {
            throw OllamaErrorReader.inAnswer(answer.object());
        }
    }

    /** Unix seconds; null when the server does not say, or not as a time. */
    static @Nullable Long created(Field answer) {
        String told = answer.string("created_at");
        try {
            return told == null ? null : Long.valueOf(OffsetDateTime.parse(told).toEpochSecond());
        } catch (DateTimeException noTime) {
            // The time of the gateway will do.
            return null;
        }
    }

    /** The members of an answer that stand beside the message. */
    static JsonObject beside(JsonObject told) {
        JsonObject.Builder extras = JsonObject.builder();
        for (String name : BESIDE_MESSAGE) {
            JsonValue value = told.get(name);
            extras.putIfPresent(name, value == JsonNull.NULL ? null : value);
        }
        return extras.build();
    }

    private static Choice choice(Field reply) {
        Field message = reply.required("message");
        List<Part> parts = new ArrayList<>();
        said(message, parts);
        boolean calls = calls(message, reply.string("created_at"), parts);
        String reason = reply.string("done_reason");
        return new Choice(
                0,
                parts,
                DoneReasons.read(reason, calls),
                DoneReasons.unusual(reason, calls),
                null,
                Logprobs.read(reply.member(Logprobs.MEMBER)),
                List.of(),
                beside(reply.object()));
    }

    /** What was thought comes apart, or, from older servers, in the text between tags. */
    private static void said(Field message, List<Part> parts) {
        String told = message.string("content");
        String content = told == null ? "" : told;
        String thinking = message.string("thinking");
        ThinkTags.Split split = thinking == null ? ThinkTags.split(content) : new ThinkTags.Split(thinking, content);
        if (!split.thought().isEmpty()) {
            parts.add(new Part.Thinking(split.thought(), null));
        }
        if (!split.answer().isEmpty()) {
            parts.add(new Part.Text(split.answer()));
        }
    }

    private static boolean calls(Field message, @Nullable String moment, List<Part> parts) {
        Field calls = message.member("tool_calls");
        if (calls == null) {
            return false;
        }
        CallIds ids = new CallIds();
        for (Field call : calls.items()) {
            parts.add(MessageReader.call(
                    call, ids.next(call.string("id"), moment, call.value().toJson())));
        }
        return !calls.array().isEmpty();
    }
}
