package dev.dragoman;

import dev.dragoman.dialect.Field;
import dev.dragoman.error.ApiResponseException;
import dev.dragoman.error.BadRequestException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonSyntaxException;
import dev.dragoman.routing.CallAnswer;

/** Requests and whole answers beside conversations. */
final class Wholes {

    private Wholes() {}

    static CallAnswer.Whole whole(CallAnswer answer) {
        if (answer instanceof CallAnswer.Whole whole) {
            return whole;
        }
        throw new IllegalStateException("in pieces (expected: a whole answer)");
    }

    /**
     * The JSON of a request.
     *
     * @throws BadRequestException when it is none
     */
    static JsonObject asked(byte[] body) {
        try {
            return Json.parseObject(body);
        } catch (JsonSyntaxException wrong) {
            throw new BadRequestException(
                    ErrorDetail.of("the request body is not valid JSON: " + wrong.getMessage())
                            .withType("invalid_request_error"),
                    400,
                    wrong);
        }
    }

    /** The answer's JSON. */
    static Field json(CallAnswer.Whole answer) {
        try {
            return Field.root(
                    Field.Author.VENDOR, Json.parseObject(answer.body().toBytes()));
        } catch (JsonSyntaxException noJson) {
            throw new ApiResponseException("the vendor's answer is no JSON: " + noJson.getMessage());
        }
    }
}
