package dev.dragoman.dialect.stability;

import dev.dragoman.dialect.Asked;
import dev.dragoman.dialect.Field;
import dev.dragoman.dialect.ImageFile;
import dev.dragoman.dialect.ImageInputs;
import dev.dragoman.dialect.ImageResults;
import dev.dragoman.dialect.ServiceForm;
import dev.dragoman.error.ContentPolicyViolationException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.json.JsonNull;
import dev.dragoman.json.JsonNumber;
import dev.dragoman.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/**
 * Images of Stability's newer models at Bedrock, one an exchange: Stable Diffusion 3, Stable Image, and its services that change
 * images.
 *
 * @param edits whether it starts from an image
 * @see <a href="https://docs.aws.amazon.com/bedrock/latest/userguide/model-parameters-stability-diffusion.html">AWS: Stability AI
 *     models</a>
 */
public record StableImage(boolean edits) implements ServiceForm {

    /** The ratios that the models know. */
    public static final List<String> RATIOS =
            List.of("1:1", "16:9", "9:16", "21:9", "9:21", "2:3", "3:2", "4:5", "5:4");

    private static final List<String> FORMATS = List.of("png", "jpeg", "webp");

    @Override
    public Written write(Asked asked) {
        ImageInputs inputs = edits ? ImageInputs.readUnprompted(asked) : ImageInputs.read(asked);
        inputs.withoutAddresses(asked);
        JsonObject.Builder body = JsonObject.builder();
        if (!inputs.prompt().isEmpty()) {
            body.put("prompt", inputs.prompt());
        }
        if (edits) {
            sources(body, asked);
        } else {
            ImageInputs.Size size = inputs.size();
            body.putIfPresent("aspect_ratio", size == null ? null : size.nearest(RATIOS));
            asked.pass(body, "aspect_ratio", "mode");
        }
        body.putIfPresent("output_format", asked.choice("output_format", FORMATS));
        JsonObject one = body.build().merged(asked.rest(ImageInputs.OPENAI));
        List<JsonObject> bodies = new ArrayList<>();
        for (int i = 0; i < inputs.count(); i++) {
            bodies.add(one);
        }
        return Written.of(bodies, asked, answers -> read(answers, asked));
    }

    private static void sources(JsonObject.Builder body, Asked asked) {
        List<ImageFile> images = ImageInputs.sources(asked);
        if (images.size() > 1) {
            throw Field.of(Field.Author.CLIENT, "image[1]", JsonNull.NULL).wrong("one image");
        }
        body.put("image", images.getFirst().base64());
        ImageFile mask = ImageInputs.mask(asked);
        body.putIfPresent("mask", mask == null ? null : mask.base64());
        if (asked.model().contains("sd3")) {
            body.put("mode", "image-to-image");
            body.put("strength", JsonNumber.of(0.7));
        }
        asked.pass(body, "mode", "strength");
    }

    private static Told read(List<Heard> answers, Asked asked) {
        ImageResults results = new ImageResults();
        for (Heard answer : answers) {
            Field json = answer.json();
            Field reasons = json.member("finish_reasons");
            if (reasons != null) {
                reasons.items().forEach(StableImage::refuseFiltered);
            }
            json.required("images").items().forEach(image -> results.bytes(image.text()));
        }
        return results.told(asked.frame());
    }

    private static void refuseFiltered(Field reason) {
        if (reason.isText()) {
            throw new ContentPolicyViolationException(
                    ErrorDetail.of(reason.text()).withType("content_policy_violation"));
        }
    }
}
