package dev.dragoman.dialect.fal;

import dev.dragoman.dialect.Asked;
import dev.dragoman.dialect.Field;
import dev.dragoman.dialect.ImageInputs;
import dev.dragoman.dialect.ImageResults;
import dev.dragoman.dialect.ServiceForm;
import dev.dragoman.error.ContentPolicyViolationException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.json.JsonBoolean;
import dev.dragoman.json.JsonObject;
import java.util.List;

/**
 * Images of fal's models. The models' own parameters pass; models that know ratios rather than sizes are asked for the nearest.
 *
 * @see <a href="https://docs.fal.ai/model-apis">fal: Model APIs</a>
 */
public final class FalImages implements ServiceForm {

    private static final List<String> RATIOS =
            List.of("21:9", "16:9", "4:3", "3:2", "1:1", "2:3", "3:4", "9:16", "9:21");
    private static final List<String> RATIO_MODELS = List.of("ultra", "imagen", "kontext", "nano-banana", "gemini");

    @Override
    public Written write(Asked asked) {
        ImageInputs inputs = ImageInputs.read(asked);
        JsonObject.Builder body =
                JsonObject.builder().put("prompt", inputs.prompt()).put("num_images", inputs.count());
        ImageInputs.Size size = inputs.size();
        if (size != null && RATIO_MODELS.stream().anyMatch(asked.model()::contains)) {
            body.put("aspect_ratio", size.nearest(RATIOS));
        } else if (size != null) {
            JsonObject pixels = JsonObject.builder()
                    .put("width", size.width())
                    .put("height", size.height())
                    .build();
            body.put("image_size", pixels);
        }
        body.putIfPresent("output_format", asked.choice("output_format", List.of("png", "jpeg")));
        if (Boolean.TRUE.equals(inputs.base64())) {
            body.put("sync_mode", JsonBoolean.TRUE);
        }
        JsonObject all = body.build().merged(asked.rest(ImageInputs.OPENAI));
        return Written.of(all, asked, answer -> read(answer, inputs, asked));
    }

    private static Told read(Heard answer, ImageInputs inputs, Asked asked) {
        Field json = answer.json();
        Field unsafe = json.member("has_nsfw_concepts");
        if (unsafe != null
                && !unsafe.items().isEmpty()
                && unsafe.items().stream().allMatch(Field::bool)) {
            throw new ContentPolicyViolationException(
                    ErrorDetail.of("the images were filtered").withType("content_policy_violation"));
        }
        ImageResults results = new ImageResults();
        Field images = json.member("images");
        if (images == null) {
            results.addressOr(json.required("image").requiredString("url"), inputs.base64());
        } else {
            images.items().forEach(image -> results.addressOr(image.requiredString("url"), inputs.base64()));
        }
        return results.told(asked.frame());
    }
}
