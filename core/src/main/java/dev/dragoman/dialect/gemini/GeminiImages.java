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
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Images of Gemini's models that draw, which are talked to; each image is a conversation of its own.
 *
 * @param edits whether it starts from images
 * @see <a href="https://ai.google.dev/gemini-api/docs/image-generation">Gemini API: Image generation</a>
 */
public record GeminiImages(boolean edits) implements ServiceForm {

    private static final List<String> RATIOS =
            List.of("1:1", "2:3", "3:2", "3:4", "4:3", "4:5", "5:4", "9:16", "16:9", "21:9");

    @Override
    public Written write(Asked asked) {
        ImageInputs inputs = ImageInputs.read(asked).withoutAddresses(asked);
        List<JsonValue> parts = new ArrayList<>();
        parts.add(JsonObject.of("text", new JsonString(inputs.prompt())));
        if (edits) {
            ImageInputs.sources(asked).forEach(image -> parts.add(part(image)));
        }
        JsonObject content = JsonObject.builder()
                .put("role", "user")
                .put("parts", new JsonArray(parts))
                .build();
        JsonObject body = JsonObject.builder()
                .put("contents", JsonArray.of(content))
                .put("generationConfig", configuration(inputs, asked))
                .build();
        JsonObject one = body.merged(own(asked));
        List<JsonObject> bodies = new ArrayList<>();
        for (int i = 0; i < inputs.count(); i++) {
            bodies.add(one);
        }
        return Written.of(bodies, asked, answers -> read(answers, asked));
    }

    private static JsonObject own(Asked asked) {
        JsonObject.Builder own = JsonObject.builder();
        asked.pass(own, "safetySettings");
        return own.build();
    }

    private static JsonObject part(ImageFile image) {
        JsonObject blob = JsonObject.builder()
                .put("mimeType", image.contentType())
                .put("data", image.base64())
                .build();
        return JsonObject.of("inlineData", blob);
    }

    private static JsonObject configuration(ImageInputs inputs, Asked asked) {
        JsonObject.Builder image = JsonObject.builder();
        ImageInputs.Size size = inputs.size();
        if (size != null) {
            image.put("aspectRatio", size.nearest(RATIOS));
        }
        asked.pass(image, "aspectRatio", "imageSize");
        JsonObject.Builder configuration = JsonObject.builder()
                .put("responseModalities", JsonArray.of(new JsonString("TEXT"), new JsonString("IMAGE")));
        JsonObject wanted = image.build();
        if (!wanted.isEmpty()) {
            configuration.put("imageConfig", wanted);
        }
        asked.pass(configuration, "seed", "temperature");
        return configuration.build();
    }

    private static Told read(List<Heard> answers, Asked asked) {
        ImageResults results = new ImageResults();
        long input = 0;
        long seen = 0;
        long output = 0;
        String refusal = null;
        for (Heard answer : answers) {
            Field json = answer.json();
            String reason = images(json, results);
            refusal = reason == null ? refusal : reason;
            Field usage = json.member("usageMetadata");
            if (usage != null) {
                input += orZero(usage.integer("promptTokenCount"));
                seen += imageTokens(usage);
                output += orZero(usage.integer("candidatesTokenCount")) + orZero(usage.integer("thoughtsTokenCount"));
            }
        }
        if (results.size() == 0) {
            String told = refusal == null ? "the model drew no image" : refusal;
            throw new ContentPolicyViolationException(ErrorDetail.of(told).withType("content_policy_violation"));
        }
        return results.tokens(input, input - seen, seen, output).told(asked.frame());
    }

    /** Takes the images of an answer; what it says instead when it has none. */
    private static @Nullable String images(Field json, ImageResults into) {
        StringBuilder words = new StringBuilder();
        Field candidates = json.member("candidates");
        for (Field candidate : candidates == null ? List.<Field>of() : candidates.items()) {
            Field content = candidate.member("content");
            Field parts = content == null ? null : content.member("parts");
            for (Field part : parts == null ? List.<Field>of() : parts.items()) {
                take(part, into, words);
            }
            String reason = candidate.string("finishMessage");
            words.append(reason == null ? "" : reason);
        }
        Field feedback = json.member("promptFeedback");
        if (feedback != null && feedback.string("blockReason") != null) {
            words.append("the prompt was blocked: ").append(feedback.string("blockReason"));
        }
        return words.isEmpty() ? null : words.toString();
    }

    private static void take(Field part, ImageResults into, StringBuilder words) {
        Field blob = part.member("inlineData");
        boolean thought = Boolean.TRUE.equals(part.bool("thought"));
        if (blob != null && !thought) {
            into.bytes(blob.requiredString("data"));
        }
        String text = part.string("text");
        words.append(text == null || thought ? "" : text);
    }

    private static long imageTokens(Field usage) {
        Field details = usage.member("promptTokensDetails");
        long tokens = 0;
        for (Field detail : details == null ? List.<Field>of() : details.items()) {
            tokens += "IMAGE".equals(detail.string("modality")) ? orZero(detail.integer("tokenCount")) : 0;
        }
        return tokens;
    }

    private static long orZero(@Nullable Long number) {
        return number == null ? 0 : number;
    }
}
