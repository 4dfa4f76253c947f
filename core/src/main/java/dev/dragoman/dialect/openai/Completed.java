package dev.dragoman.dialect.openai;

import dev.dragoman.dialect.ReplyFrame;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonNumber;
import dev.dragoman.json.JsonString;

/** What clients rely on in every answer and some compatible servers leave out: an id, the kind of object, and a time. */
record Completed(JsonString id, JsonString object, JsonNumber created) {

    static Completed reply(ReplyFrame frame) {
        return of(frame, "chat.completion");
    }

    static Completed chunk(ReplyFrame frame) {
        return of(frame, "chat.completion.chunk");
    }

    private static Completed of(ReplyFrame frame, String object) {
        return new Completed(new JsonString(frame.id()), new JsonString(object), JsonNumber.of(frame.createdSeconds()));
    }

    /** The answer or chunk with what it lacks; the same one when it lacks nothing. */
    JsonBody complete(JsonBody answer) {
        JsonBody result = answer.isNull("id") ? answer.with("id", id) : answer;
        result = result.isNull("object") ? result.with("object", object) : result;
        return result.isNull("created") ? result.with("created", created) : result;
    }
}
