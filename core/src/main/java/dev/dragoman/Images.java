package dev.dragoman;

import dev.dragoman.dialect.Field;
import dev.dragoman.http.Cancellation;
import dev.dragoman.json.JsonObject;
import dev.dragoman.model.Usage;
import dev.dragoman.routing.CallAnswer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Images from a text.
 *
 * @param images in order
 * @param usage what was consumed, as far as the vendor says
 * @param by who answered
 * @param json the whole answer in OpenAI's form
 */
public record Images(List<Image> images, Usage usage, AnsweredBy by, JsonObject json) {

    public Images {
        images = List.copyOf(images);
    }

    /**
     * One image.
     *
     * @param url where it can be fetched for a while; null when its bytes are here
     * @param bytes the file; null when only its address is told
     * @param revisedPrompt the prompt as the model rewrote it; null when it did not
     */
    public record Image(
            @Nullable String url,
            byte @Nullable [] bytes,
            @Nullable String revisedPrompt) {}

    static Images read(CallAnswer answer, AnsweredBy by, Cancellation cancellation) {
        CallAnswer.Whole whole = Wholes.whole(answer);
        Field json = Wholes.json(whole);
        List<Image> images = new ArrayList<>();
        for (Field item : json.required("data").items()) {
            Field bytes = item.member("b64_json");
            images.add(new Image(
                    item.string("url"), bytes == null ? null : decoded(bytes), item.string("revised_prompt")));
        }
        return new Images(images, whole.usage(), by, json.object());
    }

    private static byte[] decoded(Field field) {
        try {
            return Base64.getDecoder().decode(field.text());
        } catch (IllegalArgumentException noBase64) {
            throw field.wrong("a file in base64");
        }
    }
}
