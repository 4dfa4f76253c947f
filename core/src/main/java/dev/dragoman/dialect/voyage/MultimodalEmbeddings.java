package dev.dragoman.dialect.voyage;

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
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * Texts and images as vectors, each made of parts. Parameters that are not OpenAI's pass.
 *
 * @see <a href="https://docs.voyageai.com/reference/multimodal-embeddings-api">Voyage AI: Multimodal embeddings</a>
 */
public final class MultimodalEmbeddings implements ServiceForm {

    private static final Set<String> KNOWN = Set.of("dimensions", "user");

    @Override
    public Written write(Asked asked) {
        EmbeddingItems items = EmbeddingItems.read(asked);
        EmbeddingInputs texts = items.texts(asked);
        List<JsonValue> inputs = items.items().stream()
                .<JsonValue>map(item -> JsonObject.of("content", content(item)))
                .toList();
        JsonObject.Builder body =
                JsonObject.builder().put("model", asked.model()).put("inputs", new JsonArray(inputs));
        asked.passAs(body, "dimensions", "output_dimension");
        JsonObject all = body.build().merged(asked.rest(KNOWN));
        return Written.of(all, asked, answer -> read(answer, texts, asked));
    }

    private static JsonArray content(EmbeddingItems.Item item) {
        List<JsonValue> parts = new ArrayList<>(2);
        if (item.text() != null) {
            parts.add(part("text", item.text()));
        }
        if (item.image() != null) {
            boolean address = item.image().startsWith("http:") || item.image().startsWith("https:");
            parts.add(part(address ? "image_url" : "image_base64", address ? item.image() : uri(item.image())));
        }
        return new JsonArray(parts);
    }

    /** Bytes are told with their type; who tells none means the usual one. */
    private static String uri(String image) {
        return image.startsWith("data:") ? image : "data:image/png;base64," + image;
    }

    private static JsonObject part(String type, String value) {
        return JsonObject.builder()
                .put("type", type)
                .put(type, new JsonString(value))
                .build();
    }

    private static Told read(Heard answer, EmbeddingInputs texts, Asked asked) {
        Field json = answer.json();
        EmbeddingVectors vectors = new EmbeddingVectors(texts);
        List<Field> data = new ArrayList<>(json.required("data").items());
        data.sort(Comparator.comparingLong(item -> item.required("index").integer()));
        data.forEach(item -> vectors.add(item.required("embedding")));
        Field usage = json.member("usage");
        vectors.count(usage == null ? null : usage.integer("total_tokens"));
        return vectors.told(asked.frame());
    }
}
