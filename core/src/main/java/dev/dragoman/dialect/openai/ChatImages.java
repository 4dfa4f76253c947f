package dev.dragoman.dialect.openai;

import dev.dragoman.dialect.Asked;
import dev.dragoman.dialect.Field;
import dev.dragoman.dialect.ImageInputs;
import dev.dragoman.dialect.ImageResults;
import dev.dragoman.dialect.ServiceForm;
import dev.dragoman.error.ContentPolicyViolationException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonValue;
import dev.dragoman.model.Usage;
import java.util.ArrayList;
import java.util.List;

/**
 * Images of models that are talked to in OpenAI's format and answer with images; each image is a conversation of its own.
 *
 * @param edits whether it starts from images
 * @see <a href="https://openrouter.ai/docs/features/multimodal/image-generation">OpenRouter: Image Generation</a>
 */
public record ChatImages(boolean edits) implements ServiceForm {

    private static final List<String> RATIOS =
            List.of("1:1", "2:3", "3:2", "3:4", "4:3", "4:5", "5:4", "9:16", "16:9", "21:9");

    @Override
    public Written write(Asked asked) {
        ImageInputs inputs = ImageInputs.read(asked).withoutAddresses(asked);
        JsonObject message = JsonObject.builder()
                .put("role", "user")
                .put("content", edits ? parts(inputs, asked) : new JsonString(inputs.prompt()))
                .build();
        JsonObject.Builder body = JsonObject.builder()
                .put("model", asked.model())
                .put("messages", JsonArray.of(message))
                .put("modalities", JsonArray.of(new JsonString("image"), new JsonString("text")));
        JsonObject.Builder image = JsonObject.builder();
        ImageInputs.Size size = inputs.size();
        image.putIfPresent("aspect_ratio", size == null ? null : size.nearest(RATIOS));
        asked.pass(image, "aspect_ratio", "image_size");
        JsonObject wanted = image.build();
        if (!wanted.isEmpty()) {
            body.put("image_config", wanted);
        }
        asked.pass(body, "user", "seed");
        JsonObject one = body.build().merged(asked.rest(ImageInputs.OPENAI));
        List<JsonObject> bodies = new ArrayList<>();
        for (int i = 0; i < inputs.count(); i++) {
            bodies.add(one);
        }
        return Written.of(bodies, asked, answers -> read(answers, asked));
    }

    private static JsonArray parts(ImageInputs inputs, Asked asked) {
        List<JsonValue> parts = new ArrayList<>();
        parts.add(JsonObject.builder()
                .put("type", "text")
                .put("text", inputs.prompt())
                .build());
        ImageInputs.sources(asked)
                .forEach(image -> parts.add(JsonObject.builder()
                        .put("type", "image_url")
                        .put("image_url", JsonObject.of("url", new JsonString(image.dataUri())))
                        .build()));
        return new JsonArray(parts);
    }

    private static Told read(List<Heard> answers, Asked asked) {
        ImageResults results = new ImageResults();
        StringBuilder words = new StringBuilder();
        long input = 0;
        long output = 0;
        for (Heard answer : answers) {
            Field json = answer.json();
            for (Field choice : json.required("choices").items()) {
                Field message = choice.required("message");
                Field images = message.member("images");
                for (Field image : images == null ? List.<Field>of() : images.items()) {
                    results.addressOr(image.required("image_url").requiredString("url"), true);
                }
                String text = message.string("content");
                words.append(text == null ? "" : text);
            }
            Field usage = json.member("usage");
            Usage taken = OpenAiUsage.read(usage == null ? null : usage.value());
            input += taken.inputTokens() == null ? 0 : taken.inputTokens();
            output += taken.outputTokens() == null ? 0 : taken.outputTokens();
        }
        if (results.size() == 0) {
            String told = words.isEmpty() ? "the model drew no image" : words.toString();
            throw new ContentPolicyViolationException(ErrorDetail.of(told).withType("content_policy_violation"));
        }
        return results.tokens(input, input, 0, output).told(asked.frame());
    }
}
