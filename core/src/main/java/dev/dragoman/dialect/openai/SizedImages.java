package dev.dragoman.dialect.openai;

import dev.dragoman.dialect.Asked;
import dev.dragoman.dialect.Field;
import dev.dragoman.dialect.ImageInputs;
import dev.dragoman.dialect.ImageResults;
import dev.dragoman.dialect.ServiceForm;
import dev.dragoman.json.JsonObject;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Images of places that speak nearly as OpenAI does and name sizes, numbers and forms of images in their own way. Parameters that
 * are not OpenAI's pass.
 *
 * @param model how the place calls the model
 * @param size how it calls the size: {@code width,height} for two members, {@code name{}} for an object of both, a name for a text
 * @param count how it calls the number of images; null when there is only one
 * @param format how it calls the form of the answer; null when that cannot be chosen
 * @param base64 its word for bytes
 */
public record SizedImages(
        String model,
        String size,
        @Nullable String count,
        @Nullable String format,
        String base64) implements ServiceForm {

    private static final Set<String> KNOWN = ImageInputs.OPENAI;

    @Override
    public Written write(Asked asked) {
        ImageInputs inputs = ImageInputs.read(asked);
        JsonObject.Builder body = JsonObject.builder().put(model, asked.model()).put("prompt", inputs.prompt());
        size(body, inputs.size());
        if (count != null && asked.has("n")) {
            body.put(count, inputs.count());
        } else if (inputs.count() > 1) {
            asked.unsupported("n");
        }
        form(body, inputs, asked);
        JsonObject all = body.build().merged(asked.rest(KNOWN));
        return Written.of(all, asked, answer -> read(answer, inputs, asked));
    }

    private void size(JsonObject.Builder body, ImageInputs.@Nullable Size wanted) {
        if (wanted == null) {
            return;
        }
        if (size.equals("width,height")) {
            body.put("width", wanted.width()).put("height", wanted.height());
        } else if (size.endsWith("{}")) {
            JsonObject both = JsonObject.builder()
                    .put("width", wanted.width())
                    .put("height", wanted.height())
                    .build();
            body.put(size.substring(0, size.length() - 2), both);
        } else {
            body.put(size, wanted.width() + "x" + wanted.height());
        }
    }

    private void form(JsonObject.Builder body, ImageInputs inputs, Asked asked) {
        if (inputs.base64() == null) {
            return;
        }
        if (format != null) {
            body.put(format, inputs.base64() ? base64 : "url");
        } else if (inputs.base64() != base64.equals("always")) {
            asked.unsupported("response_format");
        }
    }

    private static Told read(Heard answer, ImageInputs inputs, Asked asked) {
        Field json = answer.json();
        ImageResults results = new ImageResults();
        Field list = json.member("data");
        for (Field image : (list == null ? json.required("images") : list).items()) {
            String bytes = first(image, "b64_json", "image_base64", "image");
            if (bytes != null) {
                results.revised(bytes, image.string("revised_prompt"));
            } else {
                results.addressOr(image.requiredString("url"), inputs.base64());
            }
        }
        return results.told(asked.frame());
    }

    private static @Nullable String first(Field image, String... names) {
        for (String name : names) {
            String found = image.string(name);
            if (found != null) {
                return found;
            }
        }
        return null;
    }
}
