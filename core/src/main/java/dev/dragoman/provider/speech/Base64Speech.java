package dev.dragoman.provider.speech;

import dev.dragoman.dialect.Field;
import dev.dragoman.error.ApiResponseException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonSyntaxException;
import java.util.Base64;

/** Speech that a vendor wraps into JSON. */
public final class Base64Speech {

    private Base64Speech() {}

    /** The whole answer. */
    public static Field answer(byte[] body) {
        try {
            return Field.root(Field.Author.VENDOR, Json.parse(body));
        } catch (JsonSyntaxException wrong) {
            throw new ApiResponseException(
                    ErrorDetail.of("the vendor's answer is no JSON: " + wrong.getMessage()), 502, wrong);
        }
    }

    /** The sound in a member. */
    public static byte[] decoded(Field sound) {
        try {
            return Base64.getDecoder().decode(sound.text());
        } catch (IllegalArgumentException wrong) {
            throw new ApiResponseException(
                    ErrorDetail.of(sound.path() + ": no base64 in the vendor's answer"), 502, wrong);
        }
    }
}
