package dev.dragoman.dialect.openai;

import dev.dragoman.dialect.Field;
import dev.dragoman.dialect.Field.Author;
import dev.dragoman.dialect.RelayedReply;
import dev.dragoman.dialect.ReplyFrame;
import dev.dragoman.error.ApiResponseException;
import dev.dragoman.http.Slice;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonSyntaxException;
import dev.dragoman.json.JsonValue;
import dev.dragoman.json.KeyWatch;
import dev.dragoman.model.Served;
import dev.dragoman.model.Usage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Answers that keep the vendor's bytes, but for the model's name as the client knows it and for reasoning out of place. */
final class Relayed {

    private Relayed() {}

    static RelayedReply reply(byte[] bytes, ReplyFrame frame, @Nullable Reshaping reshaping) {
        JsonBody body = parse(bytes, reshaping == null ? KeyWatch.NONE : reshaping.watch());
        if (body.isNull(Choices.NAME)) {
            refuseError(body);
            throw new ApiResponseException("unexpected answer of the vendor: choices: missing (expected: a list)");
        }
        Usage usage = usage(body);
        JsonBody told = reshaping == null || reshaping.isIdle(body)
                ? body
                : reshaping.relay(body, Choices.of(body.raw(Choices.NAME)));
        return new RelayedReply(
                (reshaping != null && reshaping.completes()
                                ? Completed.reply(frame).complete(told)
                                : told)
                        .with("model", new JsonString(frame.model()))
                        .toBody(),
                usage);
    }

    static Usage usage(JsonBody body) {
        JsonValue usage = body.isNull("usage") ? null : read(() -> body.value("usage"));
        Usage read = usage == null ? Usage.NONE : Usages.read(Field.of(Author.VENDOR, "usage", usage));
        return read.serving(served(body));
    }

    /** Who answered, and in which class of service. */
    static Served served(JsonBody answer) {
        return Served.by(answer.string("model")).as(answer.string("service_tier"));
    }

    /** Throws what an answer or chunk tells when it is an error. */
    static void refuseError(JsonBody answer) {
        if (answer.isNull("error") && !answer.isNull(Choices.NAME)) {
            return;
        }
        JsonObject object = read(answer::toObject);
        if (OpenAiErrorReader.isError(object)) {
            throw OpenAiErrorReader.inBody(object);
        }
    }

    static JsonBody parse(byte[] bytes, KeyWatch watch) {
        return read(() -> JsonBody.parse(Slice.of(bytes), watch));
    }

    private static <T extends @Nullable Object> T read(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (JsonSyntaxException noJson) {
            throw new ApiResponseException("the vendor's answer is no JSON: " + noJson.getMessage());
        }
    }
}
