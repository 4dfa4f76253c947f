package dev.dragoman.dialect.gemini;

import dev.dragoman.dialect.Asked;
import dev.dragoman.dialect.EmbeddingInputs;
import dev.dragoman.dialect.EmbeddingItems;
import dev.dragoman.dialect.EmbeddingVectors;
import dev.dragoman.dialect.Field;
import dev.dragoman.dialect.ServiceForm;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonValue;
import java.util.ArrayList;
import java.util.List;

/**
 * Texts and images as vectors by {@code embedContent}, one item an exchange; a text and an image of one item have one vector.
 *
 * @see <a href="https://cloud.google.com/vertex-ai/generative-ai/docs/embeddings/get-multimodal-embeddings">Google: Get multimodal
 *     embeddings</a>
 */
public final class EmbedContent implements ServiceForm {

    @Override
    public Written write(Asked asked) {
        EmbeddingItems items = EmbeddingItems.read(asked);
        EmbeddingInputs texts = items.texts(asked);
        JsonObject.Builder common = JsonObject.builder();
        asked.passAs(common, "dimensions", "outputDimensionality").pass(common, "title");
        common.putIfPresent("taskType", asked.firstText("taskType", "task_type", "input_type"));
        JsonObject options = common.build();
        List<JsonObject> bodies = new ArrayList<>();
        for (EmbeddingItems.Item item : items.items()) {
            JsonObject content = JsonObject.of("parts", parts(item, bodies.size()));
            bodies.add(JsonObject.of("content", content).merged(options));
        }
        return Written.of(bodies, asked, answers -> read(answers, texts, asked));
    }

    private static JsonArray parts(EmbeddingItems.Item item, int index) {
        List<JsonValue> parts = new ArrayList<>(2);
        if (item.text() != null) {
            parts.add(JsonObject.of("text", new JsonString(item.text())));
        }
        String image = item.image();
        if (image != null) {
            parts.add(JsonObject.of("inlineData", blob(image, item.base64(index))));
        }
        return new JsonArray(parts);
    }

    private static JsonObject blob(String image, String base64) {
        int end = image.indexOf(';');
        String type = image.startsWith("data:") && end > 0 ? image.substring("data:".length(), end) : "image/png";
        return JsonObject.builder().put("mimeType", type).put("data", base64).build();
    }

    private static Told read(List<Heard> answers, EmbeddingInputs texts, Asked asked) {
        EmbeddingVectors vectors = new EmbeddingVectors(texts);
        for (Heard answer : answers) {
            Field json = answer.json();
            vectors.add(json.required("embedding").required("values"));
            Field told = json.member("usageMetadata");
            vectors.count(told == null ? null : told.integer("promptTokenCount"));
        }
        return vectors.told(asked.frame());
    }
}
