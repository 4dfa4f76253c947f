package dev.dragoman.dialect.titan;

import dev.dragoman.dialect.Asked;
import dev.dragoman.dialect.Field;
import dev.dragoman.dialect.ImageFile;
import dev.dragoman.dialect.ImageInputs;
import dev.dragoman.dialect.ImageResults;
import dev.dragoman.dialect.ServiceForm;
import dev.dragoman.error.ContentPolicyViolationException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Images of Titan Image Generator and Nova Canvas. A mask is an image whose black parts are painted anew.
 *
 * @param task what is done
 * @see <a href="https://docs.aws.amazon.com/nova/latest/userguide/image-gen-req-resp-structure.html">AWS: Nova Canvas requests</a>
 * @see <a href="https://docs.aws.amazon.com/bedrock/latest/userguide/model-parameters-titan-image.html">AWS: Titan Image
 *     Generator</a>
 */
public record TitanImages(Task task) implements ServiceForm {

    private static final List<String> QUALITIES = List.of("standard", "hd", "low", "medium", "high", "auto", "premium");

    /** What is done. */
    public enum Task {
        /** An image of a text. */
        TEXT_IMAGE("textToImageParams"),
        /** A part of an image, painted anew. */
        INPAINTING("inPaintingParams"),
        /** An image like others. */
        IMAGE_VARIATION("imageVariationParams");

        private final String parameters;

        Task(String parameters) {
            this.parameters = parameters;
        }
    }

    @Override
    public Written write(Asked asked) {
        boolean prompted = task == Task.TEXT_IMAGE;
        ImageInputs inputs = prompted ? ImageInputs.read(asked) : ImageInputs.readUnprompted(asked);
        inputs.withoutAddresses(asked);
        ImageFile mask = prompted ? null : ImageInputs.mask(asked);
        Task chosen = mask != null ? Task.INPAINTING : prompted ? task : chosen(asked);
        JsonObject body = JsonObject.builder()
                .put("taskType", chosen.name())
                .put(chosen.parameters, parameters(chosen, inputs, mask, asked))
                .put("imageGenerationConfig", configuration(inputs, asked))
                .build();
        return Written.of(body, asked, answer -> read(answer, asked));
    }

    /** A part can also be named by words. */
    private static Task chosen(Asked asked) {
        return asked.has("maskPrompt") ? Task.INPAINTING : Task.IMAGE_VARIATION;
    }

    private static JsonObject parameters(Task task, ImageInputs inputs, @Nullable ImageFile mask, Asked asked) {
        JsonObject.Builder parameters = JsonObject.builder();
        if (!inputs.prompt().isEmpty()) {
            parameters.put("text", inputs.prompt());
        }
        parameters.putIfPresent("negativeText", asked.firstText("negativeText", "negative_prompt"));
        switch (task) {
            case TEXT_IMAGE -> asked.passAs(parameters, "nova_style", "style");
            case INPAINTING -> {
                parameters.put("image", ImageInputs.sources(asked).getFirst().base64());
                parameters.putIfPresent("maskImage", mask == null ? null : mask.base64());
                asked.pass(parameters, "maskPrompt", "returnMask");
            }
            case IMAGE_VARIATION -> {
                List<JsonValue> images = new ArrayList<>();
                ImageInputs.sources(asked).forEach(image -> images.add(new JsonString(image.base64())));
                parameters.put("images", new JsonArray(images));
                asked.pass(parameters, "similarityStrength");
            }
        }
        return merged(parameters.build(), asked, task.parameters);
    }

    private static JsonObject configuration(ImageInputs inputs, Asked asked) {
        JsonObject.Builder configuration = JsonObject.builder().put("numberOfImages", inputs.count());
        ImageInputs.Size size = inputs.size();
        if (size != null) {
            configuration.put("width", size.width()).put("height", size.height());
        }
        configuration.putIfPresent("quality", quality(asked.choice("quality", QUALITIES)));
        asked.pass(configuration, "cfgScale", "seed").passAs(configuration, "cfg_scale", "cfgScale");
        return merged(configuration.build(), asked, "imageGenerationConfig");
    }

    /** What the caller says in the vendor's own words goes before. */
    private static JsonObject merged(JsonObject made, Asked asked, String name) {
        Field own = asked.field(name);
        return own == null ? made : made.merged(own.object());
    }

    private static @Nullable String quality(@Nullable String asked) {
        return switch (asked == null ? "auto" : asked) {
            case "auto" -> null;
            case "hd", "high", "premium" -> "premium";
            default -> "standard";
        };
    }

    private static Told read(Heard answer, Asked asked) {
        Field json = answer.json();
        ImageResults results = new ImageResults();
        Field images = json.member("images");
        if (images != null) {
            images.items().forEach(image -> results.bytes(image.text()));
        }
        String error = json.string("error");
        if (results.size() == 0 && error != null) {
            throw new ContentPolicyViolationException(ErrorDetail.of(error).withType("content_policy_violation"));
        }
        return results.told(asked.frame());
    }
}
