package dev.dragoman.gateway.endpoint;

import dev.dragoman.error.BadRequestException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.http.Slice;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonSyntaxException;
import dev.dragoman.json.KeyWatch;
import org.jspecify.annotations.Nullable;

/** Reads the members that every call has, and says what is wrong with them. */
final class Members {

    private Members() {}

    /** The body as an object. */
    static JsonBody parsed(byte[] bytes, KeyWatch watch) {
        try {
            return JsonBody.parse(Slice.of(bytes), watch);
        } catch (JsonSyntaxException wrong) {
            String place = wrong.offset() < 0 ? "" : " (at byte " + wrong.offset() + ")";
            throw invalid("the request body is not valid JSON: " + wrong.getMessage() + place, null);
        }
    }

    /** The model's public name; one in the path goes before one in the body. */
    static String model(Request request, JsonBody body, @Nullable String standard) {
        String inPath = request.variable("model");
        String model = inPath != null ? inPath : body.string("model");
        if (model == null && body.isNull("model") && standard != null) {
            return standard;
        }
        if (model == null || model.isBlank()) {
            String given = body.isNull("model") ? "missing" : "not a text";
            throw invalid("model: " + given + " (expected: the name of a model; /v1/models lists them)", "model");
        }
        return model;
    }

    /** Whether the answer shall come piece by piece. */
    static boolean stream(JsonBody body) {
        Boolean stream = body.bool("stream");
        if (stream == null && !body.isNull("stream")) {
            throw invalid("stream: not a truth value (expected: true or false)", "stream");
        }
        return Boolean.TRUE.equals(stream);
    }

    static BadRequestException invalid(String message, @Nullable String param) {
        return new BadRequestException(
                ErrorDetail.of(message).withType("invalid_request_error").withParam(param));
    }
}
