package dev.dragoman.provider.speech;

import dev.dragoman.json.JsonNumber;
import dev.dragoman.json.JsonObject;
import dev.dragoman.model.Usage;

/** What speech takes where it is paid for by the character. */
public final class SpokenCharacters {

    private SpokenCharacters() {}

    /** The characters of a text: code points of what the caller sent, not of what was made of it. */
    public static Usage of(String text) {
        return of(text.codePointCount(0, text.length()));
    }

    /** So many characters, as the vendor counts them. */
    public static Usage of(long count) {
        JsonObject details = JsonObject.of("character_count", new JsonNumber(Long.toString(count)));
        return new Usage(
                null, null, null, null, null, null, null, null, null, JsonObject.of("prompt_tokens_details", details));
    }
}
