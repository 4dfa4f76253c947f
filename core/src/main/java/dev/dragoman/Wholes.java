package dev.dragoman;

import dev.dragoman.dialect.Field;
import dev.dragoman.error.ApiResponseException;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonSyntaxException;
import dev.dragoman.routing.CallAnswer;

/** Whole answers beside conversations. */
final class Wholes {

    private Wholes() {}

    static CallAnswer.Whole whole(CallAnswer answer) {
        if (answer instanceof CallAnswer.Whole whole) {
            return whole;
        }
        throw new IllegalStateException("in pieces (expected: a whole answer)");
    }

    /** The answer's JSON. */
    static Field json(CallAnswer.Whole answer) {
        try {
            return Field.root(Field.Author.VENDOR, Json.parseObject(answer.body().toBytes()));
        } catch (JsonSyntaxException noJson) {
            throw new ApiResponseException("the vendor's answer is no JSON: " + noJson.getMessage());
        }
    }
}
