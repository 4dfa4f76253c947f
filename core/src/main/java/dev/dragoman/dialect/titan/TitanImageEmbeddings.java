package dev.dragoman.dialect.titan;

import dev.dragoman.dialect.Asked;
import dev.dragoman.dialect.EmbeddingInputs;
import dev.dragoman.dialect.EmbeddingItems;
import dev.dragoman.dialect.EmbeddingVectors;
import dev.dragoman.dialect.Field;
import dev.dragoman.dialect.ServiceForm;
import dev.dragoman.json.JsonNumber;
import dev.dragoman.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/**
 * Texts and images as vectors of Titan Multimodal, one item an exchange.
 *
 * @see <a href="https://docs.aws.amazon.com/bedrock/latest/userguide/model-parameters-titan-embed-mm.html">AWS: Titan Multimodal
 *     Embeddings</a>
 */
public final class TitanImageEmbeddings implements ServiceForm {

    private static final int MOST = 1024;

    @Override
    public Written write(Asked asked) {
        EmbeddingItems items = EmbeddingItems.read(asked);
        EmbeddingInputs texts = items.texts(asked);
        Long length = asked.whole("dimensions", 1, MOST);
        List<JsonObject> bodies = new ArrayList<>();
        for (EmbeddingItems.Item item : items.items()) {
            JsonObject.Builder body = JsonObject.builder().putIfPresent("inputText", item.text());
            if (!item.isText()) {
                body.put("inputImage", item.base64(bodies.size()));
            }
            if (length != null) {
                body.put("embeddingConfig", JsonObject.of("outputEmbeddingLength", JsonNumber.of(length)));
            }
            bodies.add(body.build());
        }
        return Written.of(bodies, asked, answers -> read(answers, texts, asked));
    }

    private static Told read(List<Heard> answers, EmbeddingInputs texts, Asked asked) {
        EmbeddingVectors vectors = new EmbeddingVectors(texts);
        for (Heard answer : answers) {
            Field json = answer.json();
            vectors.add(json.required("embedding"));
            vectors.count(json.integer("inputTextTokenCount"));
        }
        return vectors.told(asked.frame());
    }
}
