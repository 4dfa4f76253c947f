package dev.dragoman.dialect.openai;

import dev.dragoman.dialect.Field;
import dev.dragoman.dialect.Field.Author;
import dev.dragoman.dialect.RelayedReply;
import dev.dragoman.dialect.ReplyFrame;
import dev.dragoman.error.ApiResponseException;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonSyntaxException;
import dev.dragoman.json.JsonValue;
import dev.dragoman.model.Usage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Answers that keep the vendor's bytes, but for the model's name as the client knows it. */
final class Relayed {

    private Relayed() {}

    static RelayedReply reply(byte[] bytes, ReplyFrame frame) {
        JsonBody body = parse(bytes);
        if (body.isNull("choices")) {
            if (!body.isNull("error")) {
                throw OpenAiErrorReader.inBody(object(body));
            }
            throw new ApiResponseException("unexpected answer of the vendor: choices: missing (expected: a list)");
        }
        Usage usage = usage(body);
        return new RelayedReply(
                body.with("model", new JsonString(frame.model())).toBody(), usage);
    }

    static Usage usage(JsonBody body) {
        JsonValue usage = body.isNull("usage") ? null : read(() -> body.value("usage"));
        return usage == null ? Usage.NONE : Usages.read(Field.of(Author.VENDOR, "usage", usage));
    }

    static JsonObject object(JsonBody body) {
        return read(body::toObject);
    }

    static JsonBody parse(byte[] bytes) {
        return read(() -> JsonBody.parse(bytes));
    }

    private static <T extends @Nullable Object> T read(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (JsonSyntaxException noJson) {
            throw new ApiResponseException("the vendor's answer is no JSON: " + noJson.getMessage());
        }
    }
}
