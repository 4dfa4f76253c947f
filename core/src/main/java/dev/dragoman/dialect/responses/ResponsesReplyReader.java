package dev.dragoman.dialect.responses;

import dev.dragoman.dialect.Field;
import dev.dragoman.dialect.Field.Author;
import dev.dragoman.dialect.ToolUse;
import dev.dragoman.error.ApiResponseException;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonNull;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonSyntaxException;
import dev.dragoman.model.ChatReply;
import dev.dragoman.model.Usage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a vendor's whole answer. */
final class ResponsesReplyReader {

    private final Troubles troubles;

    ResponsesReplyReader(Troubles troubles) {
        this.troubles = troubles;
    }

    ChatReply read(byte[] body) {
        Field reply = parse(body);
        troubles.refuse(reply);
        String model = reply.string("model");
        return new ChatReply(
                reply.string("id"),
                model == null ? "" : model,
                seconds(reply),
                List.of(AnswerReader.read(reply)),
                usage(reply),
                reply.string("service_tier"),
                extras(reply.object()));
    }

    /** What it took, and what the vendor's tools did. */
    static Usage usage(Field reply) {
        JsonObject told = reply.object();
        return Usages.read(reply.member("usage")).serving(ToolUse.of(told.get("output"), told.get("tools")));
    }

    static Field parse(byte[] bytes) {
        try {
            return Field.root(Author.VENDOR, Json.parse(bytes));
        } catch (JsonSyntaxException noJson) {
            throw new ApiResponseException("the vendor's answer is no JSON: " + noJson.getMessage());
        }
    }

    /** Unix seconds; some servers tell fractions. */
    static @Nullable Long seconds(Field reply) {
        Field created = reply.member("created_at");
        return created == null ? null : Long.valueOf((long) created.number());
    }

    /** Members that neither are read nor repeat the request. */
    static JsonObject extras(JsonObject reply) {
        JsonObject.Builder extras = JsonObject.builder();
        reply.forEach((name, value) -> {
            if (value != JsonNull.NULL && ResponseWriter.isOther(name)) {
                extras.put(name, value);
            }
        });
        return extras.build();
    }
}
