package dev.dragoman.dialect.gemini;

import dev.dragoman.dialect.Asked;
import dev.dragoman.dialect.EmbeddingInputs;
import dev.dragoman.dialect.EmbeddingItems;
import dev.dragoman.dialect.EmbeddingVectors;
import dev.dragoman.dialect.Field;
import dev.dragoman.dialect.ServiceForm;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonNumber;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Texts or images as vectors of one space, one item an exchange. A text that is the address of a file in Cloud Storage stands for
 * that image.
 *
 * @see <a href="https://cloud.google.com/vertex-ai/generative-ai/docs/model-reference/multimodal-embeddings-api">Google: Multimodal
 *     embeddings API</a>
 */
public final class MultimodalEmbeddings implements ServiceForm {

    private static final List<Long> LENGTHS = List.of(128L, 256L, 512L, 1408L);

    @Override
    public Written write(Asked asked) {
        EmbeddingItems items = EmbeddingItems.read(asked);
        EmbeddingInputs texts = items.texts(asked);
        Long length = asked.whole("dimensions", LENGTHS.getFirst(), LENGTHS.getLast());
        if (length != null && !LENGTHS.contains(length)) {
            throw asked.required("dimensions").wrong("128, 256, 512 or 1408");
        }
        List<JsonObject> bodies = new ArrayList<>();
        for (EmbeddingItems.Item item : items.items()) {
            JsonObject body = JsonObject.of("instances", JsonArray.of(instance(item, bodies.size())));
            bodies.add(
                    length == null ? body : body.with("parameters", JsonObject.of("dimension", JsonNumber.of(length))));
        }
        return Written.of(bodies, asked, answers -> read(answers, items, texts, asked));
    }

    private static JsonObject instance(EmbeddingItems.Item item, int index) {
        if (item.image() != null && item.text() != null) {
            throw Field.of(Field.Author.CLIENT, "input[" + index + "].text", new JsonString(item.text()))
                    .wrong("a text or an image, not both: each has a vector of its own");
        }
        String address = stored(item);
        if (address != null) {
            return JsonObject.of("image", JsonObject.of("gcsUri", new JsonString(address)));
        }
        return item.isText()
                ? JsonObject.of("text", new JsonString(item.text() == null ? "" : item.text()))
                : JsonObject.of("image", JsonObject.of("bytesBase64Encoded", new JsonString(item.base64(index))));
    }

    private static @Nullable String stored(EmbeddingItems.Item item) {
        String told = item.image() == null ? item.text() : item.image();
        return told != null && told.startsWith("gs://") ? told : null;
    }

    private static Told read(List<Heard> answers, EmbeddingItems items, EmbeddingInputs texts, Asked asked) {
        EmbeddingVectors vectors = new EmbeddingVectors(texts);
        for (int i = 0; i < answers.size(); i++) {
            EmbeddingItems.Item item = items.items().get(i);
            boolean text = item.isText() && stored(item) == null;
            for (Field prediction :
                    answers.get(i).json().required("predictions").items()) {
                vectors.add(prediction.required(text ? "textEmbedding" : "imageEmbedding"));
            }
        }
        return vectors.told(asked.frame());
    }
}
