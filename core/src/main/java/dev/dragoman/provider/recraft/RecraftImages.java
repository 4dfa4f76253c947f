package dev.dragoman.provider.recraft;

import dev.dragoman.dialect.Asked;
import dev.dragoman.dialect.Field;
import dev.dragoman.dialect.ImageInputs;
import dev.dragoman.dialect.ImageResults;
import dev.dragoman.dialect.ServiceForm;
import dev.dragoman.json.JsonObject;

/**
 * Images in OpenAI's form, whose {@code style} is one of Recraft's own. Recraft's own parameters pass.
 *
 * @see <a href="https://www.recraft.ai/docs/api-reference/endpoints#generate-image">Recraft: Generate image</a>
 */
final class RecraftImages implements ServiceForm {

    @Override
    public Written write(Asked asked) {
        ImageInputs inputs = ImageInputs.read(asked);
        JsonObject.Builder body =
                JsonObject.builder().put("prompt", inputs.prompt()).put("model", asked.model());
        if (asked.has("n")) {
            body.put("n", inputs.count());
        }
        ImageInputs.Size size = inputs.size();
        body.putIfPresent("size", size == null ? null : size.width() + "x" + size.height());
        asked.pass(body, "style", "response_format");
        JsonObject all = body.build().merged(asked.rest(ImageInputs.OPENAI));
        return Written.of(all, asked, answer -> read(answer, asked));
    }

    /** The images of an answer. */
    static Told read(Heard answer, Asked asked) {
        ImageResults results = new ImageResults();
        for (Field image : answer.json().required("data").items()) {
            String bytes = image.string("b64_json");
            if (bytes == null) {
                results.address(image.requiredString("url"));
            } else {
                results.bytes(bytes);
            }
        }
        return results.told(asked.frame());
    }
}
