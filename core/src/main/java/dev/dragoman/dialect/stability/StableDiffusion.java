package dev.dragoman.dialect.stability;

import dev.dragoman.dialect.Asked;
import dev.dragoman.dialect.Field;
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

/**
 * Images of Stable Diffusion XL at Bedrock, one an exchange.
 *
 * @see <a href="https://docs.aws.amazon.com/bedrock/latest/userguide/model-parameters-diffusion-1-0-text-image.html">AWS: Stability
 *     Diffusion 1.0</a>
 */
public final class StableDiffusion implements ServiceForm {

    @Override
    public Written write(Asked asked) {
        ImageInputs inputs = ImageInputs.read(asked).withoutAddresses(asked);
        List<JsonValue> prompts = new ArrayList<>(2);
        prompts.add(JsonObject.of("text", new JsonString(inputs.prompt())));
        String negative = asked.text("negative_prompt");
        if (negative != null) {
            prompts.add(JsonObject.of("text", new JsonString(negative)).with("weight", JsonNumber.of(-1)));
        }
        JsonObject.Builder body = JsonObject.builder().put("text_prompts", new JsonArray(prompts));
        ImageInputs.Size size = inputs.size();
        if (size != null) {
            body.put("width", size.width()).put("height", size.height());
        }
        asked.pass(body, "cfg_scale", "steps", "seed", "style_preset", "sampler", "clip_guidance_preset", "extras");
        JsonObject one = body.build();
        List<JsonObject> bodies = new ArrayList<>();
        for (int i = 0; i < inputs.count(); i++) {
            bodies.add(one);
        }
        return Written.of(bodies, asked, answers -> read(answers, asked));
    }

    private static Told read(List<Heard> answers, Asked asked) {
        ImageResults results = new ImageResults();
        for (Heard answer : answers) {
            for (Field artifact : answer.json().required("artifacts").items()) {
                if ("CONTENT_FILTERED".equals(artifact.string("finishReason"))) {
                    throw new ContentPolicyViolationException(
                            ErrorDetail.of("the image was filtered").withType("content_policy_violation"));
                }
                results.bytes(artifact.requiredString("base64"));
            }
        }
        return results.told(asked.frame());
    }
}
