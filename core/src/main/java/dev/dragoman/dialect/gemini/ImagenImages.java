package dev.dragoman.dialect.gemini;

import dev.dragoman.dialect.Asked;
import dev.dragoman.dialect.Field;
import dev.dragoman.dialect.ImageFile;
import dev.dragoman.dialect.ImageInputs;
import dev.dragoman.dialect.ImageResults;
import dev.dragoman.dialect.ServiceForm;
import dev.dragoman.error.ContentPolicyViolationException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonNumber;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Images of Imagen by {@code predict}.
 *
 * @param edits whether it starts from images; a mask says what is painted anew
 * @see <a href="https://cloud.google.com/vertex-ai/generative-ai/docs/model-reference/imagen-api">Google: Imagen API</a>
 */
public record ImagenImages(boolean edits) implements ServiceForm {

    private static final List<String> RATIOS = List.of("1:1", "3:4", "4:3", "9:16", "16:9");
    private static final List<String> FORMATS = List.of("png", "jpeg");
    private static final int MOST = 4;

    @Override
    public Written write(Asked asked) {
        ImageInputs inputs = ImageInputs.read(asked).withoutAddresses(asked);
        JsonObject.Builder instance = JsonObject.builder().put("prompt", inputs.prompt());
        JsonObject.Builder parameters = JsonObject.builder().put("sampleCount", samples(inputs, asked));
        if (edits) {
            ImageFile mask = ImageInputs.mask(asked);
            instance.put("referenceImages", references(ImageInputs.sources(asked), mask));
            parameters.put("editMode", mask == null ? "EDIT_MODE_DEFAULT" : "EDIT_MODE_INPAINT_INSERTION");
        }
        ImageInputs.Size size = inputs.size();
        if (size != null) {
            parameters.put("aspectRatio", size.nearest(RATIOS));
        }
        output(parameters, asked);
        JsonObject own = asked.rest(ImageInputs.OPENAI);
        JsonObject body = JsonObject.builder()
                .put("instances", JsonArray.of(instance.build()))
                .put("parameters", parameters.build().merged(own))
                .build();
        return Written.of(body, asked, answer -> read(answer, asked));
    }

    private static int samples(ImageInputs inputs, Asked asked) {
        if (inputs.count() > MOST) {
            throw asked.required("n").wrong("at most " + MOST);
        }
        return inputs.count();
    }

    private static void output(JsonObject.Builder parameters, Asked asked) {
        String format = asked.choice("output_format", FORMATS);
        if (format == null) {
            return;
        }
        JsonObject.Builder options = JsonObject.builder().put("mimeType", "image/" + format);
        Long quality = asked.whole("output_compression", 0, 100);
        if (quality != null && format.equals("jpeg")) {
            options.put("compressionQuality", JsonNumber.of(quality));
        } else if (quality != null) {
            asked.unsupported("output_compression");
        }
        parameters.put("outputOptions", options.build());
    }

    private static JsonArray references(List<ImageFile> images, @Nullable ImageFile mask) {
        List<JsonValue> references = new ArrayList<>();
        for (ImageFile image : images) {
            references.add(reference("REFERENCE_TYPE_RAW", references.size() + 1, image));
        }
        if (mask != null) {
            JsonObject configuration = JsonObject.of("maskMode", new JsonString("MASK_MODE_USER_PROVIDED"));
            references.add(reference("REFERENCE_TYPE_MASK", references.size() + 1, mask)
                    .with("maskImageConfig", configuration));
        }
        return new JsonArray(references);
    }

    private static JsonObject reference(String type, int id, ImageFile image) {
        return JsonObject.builder()
                .put("referenceType", type)
                .put("referenceId", id)
                .put("referenceImage", JsonObject.of("bytesBase64Encoded", new JsonString(image.base64())))
                .build();
    }

    /** Images that are filtered are left out, or told with a reason in their place. */
    private static Told read(Heard answer, Asked asked) {
        Field json = answer.json();
        ImageResults results = new ImageResults();
        String filtered = "the images were filtered";
        Field predictions = json.member("predictions");
        if (predictions != null) {
            for (Field prediction : predictions.items()) {
                String bytes = prediction.string("bytesBase64Encoded");
                String reason = prediction.string("raiFilteredReason");
                filtered = reason == null ? filtered : reason;
                if (bytes != null) {
                    results.revised(bytes, prediction.string("prompt"));
                }
            }
        }
        if (results.size() == 0) {
            throw new ContentPolicyViolationException(ErrorDetail.of(filtered).withType("content_policy_violation"));
        }
        return results.told(asked.frame());
    }
}
