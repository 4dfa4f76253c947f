package dev.dragoman.dialect.openai;

import dev.dragoman.dialect.Field;
import dev.dragoman.dialect.Field.Author;
import dev.dragoman.dialect.RelayedReply;
import dev.dragoman.dialect.ReplyFrame;
import dev.dragoman.error.ApiResponseException;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonSyntaxException;
import dev.dragoman.json.JsonValue;
import dev.dragoman.model.Usage;

/** Passes a whole answer on with the model's name as the client knows it. */
final class OpenAiReplyRelay {

    private OpenAiReplyRelay() {}

    static RelayedReply relay(byte[] bytes, ReplyFrame frame) {
        JsonBody body = parse(bytes);
        if (!body.has("choices")) {
            if (!body.isNull("error")) {
                throw OpenAiErrorReader.inBody(body.toObject());
            }
            throw new ApiResponseException("unexpected answer of the vendor: choices: missing (expected: a list)");
        }
        Usage usage = usage(body);
        return new RelayedReply(
                body.with("model", new JsonString(frame.model())).toBody(), usage);
    }

    static Usage usage(JsonBody body) {
        JsonValue usage = body.isNull("usage") ? null : body.value("usage");
        return usage == null ? Usage.NONE : Usages.read(Field.of(Author.VENDOR, "usage", usage));
    }

    private static JsonBody parse(byte[] bytes) {
        try {
            return JsonBody.parse(bytes);
        } catch (JsonSyntaxException noJson) {
            throw new ApiResponseException("the vendor's answer is no JSON: " + noJson.getMessage());
        }
    }
}
