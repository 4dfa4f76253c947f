package dev.dragoman.dialect.cohere;

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
import org.jspecify.annotations.Nullable;

/**
 * Texts or images as vectors, 96 texts an exchange at most, one image an exchange.
 *
 * @param place whose form of the request it is
 * @see <a href="https://docs.cohere.com/reference/embed">Cohere: Embed API (v2)</a>
 * @see <a href="https://docs.aws.amazon.com/bedrock/latest/userguide/model-parameters-embed-v3.html">AWS: Cohere Embed</a>
 */
public record CohereEmbeddings(Place place) implements ServiceForm {

    private static final int MOST = 96;
    private static final List<String> CUTS = List.of("NONE", "START", "END", "LEFT", "RIGHT");

    /** Where Cohere's models are. */
    public enum Place {
        /** Cohere itself, version 2. */
        COHERE,
        /** Bedrock, where the model stands in the address. */
        BEDROCK
    }

    @Override
    public Written write(Asked asked) {
        EmbeddingItems items = EmbeddingItems.read(asked);
        EmbeddingInputs texts = items.texts(asked);
        JsonObject options = options(asked);
        boolean typed = options.has("input_type");
        List<JsonObject> bodies = new ArrayList<>();
        List<JsonValue> batch = new ArrayList<>();
        for (EmbeddingItems.Item item : items.items()) {
            refuseMixed(item, bodies.size() * MOST + batch.size());
            if (!item.isText() || batch.size() == MOST) {
                flush(batch, bodies, options, typed);
            }
            if (item.isText()) {
                batch.add(new JsonString(item.text() == null ? "" : item.text()));
            } else {
                JsonArray one = JsonArray.of(new JsonString(item.image() == null ? "" : item.image()));
                bodies.add(options.with("input_type", new JsonString("image")).with("images", one));
            }
        }
        flush(batch, bodies, options, typed);
        return Written.of(bodies, asked, answers -> read(answers, texts, asked));
    }

    private JsonObject options(Asked asked) {
        JsonObject.Builder options = JsonObject.builder();
        if (place == Place.COHERE) {
            options.put("model", asked.model());
        }
        asked.pass(options, "input_type").passAs(options, "dimensions", "output_dimension");
        asked.pass(options, "max_tokens");
        String truncate = asked.choice("truncate", CUTS);
        return options.putIfPresent("truncate", truncate)
                .put("embedding_types", JsonArray.of(new JsonString("float")))
                .build();
    }

    private static void refuseMixed(EmbeddingItems.Item item, int index) {
        if (!item.isText() && item.text() != null) {
            throw Field.of(Field.Author.CLIENT, "input[" + index + "].text", new JsonString(item.text()))
                    .wrong("a text or an image, not both");
        }
    }

    private static void flush(List<JsonValue> batch, List<JsonObject> bodies, JsonObject options, boolean typed) {
        if (batch.isEmpty()) {
            return;
        }
        JsonObject body = typed ? options : options.with("input_type", new JsonString("search_document"));
        bodies.add(body.with("texts", new JsonArray(List.copyOf(batch))));
        batch.clear();
    }

    private static Told read(List<Heard> answers, EmbeddingInputs texts, Asked asked) {
        EmbeddingVectors vectors = new EmbeddingVectors(texts);
        for (Heard answer : answers) {
            Field json = answer.json();
            Field embeddings = json.required("embeddings");
            vectors.addAll(embeddings.value() instanceof JsonObject ? embeddings.required("float") : embeddings);
            vectors.count(tokens(answer, json));
        }
        return vectors.told(asked.frame());
    }

    /** At Bedrock a header field counts them. */
    private static @Nullable Long tokens(Heard answer, Field json) {
        String header = answer.headers().first("x-amzn-bedrock-input-token-count");
        if (header != null) {
            return Long.valueOf(header);
        }
        Field meta = json.member("meta");
        Field billed = meta == null ? null : meta.member("billed_units");
        return billed == null ? null : billed.integer("input_tokens");
    }
}
