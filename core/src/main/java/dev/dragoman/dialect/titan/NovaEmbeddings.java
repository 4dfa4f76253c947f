package dev.dragoman.dialect.titan;

import dev.dragoman.dialect.Asked;
import dev.dragoman.dialect.EmbeddingInputs;
import dev.dragoman.dialect.EmbeddingItems;
import dev.dragoman.dialect.EmbeddingVectors;
import dev.dragoman.dialect.Field;
import dev.dragoman.dialect.ServiceForm;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Texts or images as vectors of Nova, one item an exchange.
 *
 * @see <a href="https://docs.aws.amazon.com/nova/latest/userguide/embeddings-schema.html">AWS: Nova embeddings</a>
 */
public final class NovaEmbeddings implements ServiceForm {

    private static final String VERSION = "nova-multimodal-embed-v1";
    private static final List<String> PURPOSES = List.of(
            "GENERIC_INDEX",
            "GENERIC_RETRIEVAL",
            "TEXT_RETRIEVAL",
            "IMAGE_RETRIEVAL",
            "VIDEO_RETRIEVAL",
            "DOCUMENT_RETRIEVAL",
            "AUDIO_RETRIEVAL",
            "CLASSIFICATION",
            "CLUSTERING");
    private static final List<String> CUTS = List.of("START", "END", "NONE");

    @Override
    public Written write(Asked asked) {
        EmbeddingItems items = EmbeddingItems.read(asked);
        EmbeddingInputs texts = items.texts(asked);
        JsonObject.Builder common = JsonObject.builder().put("embeddingPurpose", purpose(asked));
        asked.passAs(common, "dimensions", "embeddingDimension");
        String truncate = asked.choice("truncate", CUTS);
        List<JsonObject> bodies = new ArrayList<>();
        for (EmbeddingItems.Item item : items.items()) {
            JsonObject parameters =
                    common.build().merged(content(item, truncate == null ? "END" : truncate, bodies.size()));
            bodies.add(JsonObject.builder()
                    .put("schemaVersion", VERSION)
                    .put("taskType", "SINGLE_EMBEDDING")
                    .put("singleEmbeddingParams", parameters)
                    .build());
        }
        return Written.of(bodies, asked, answers -> read(answers, texts, asked));
    }

    private static String purpose(Asked asked) {
        String purpose = asked.choice("embeddingPurpose", PURPOSES);
        String type =
                asked.choice("input_type", List.of("search_document", "search_query", "classification", "clustering"));
        if (purpose != null || type == null) {
            return purpose == null ? "GENERIC_INDEX" : purpose;
        }
        return switch (type) {
            case "search_document" -> "GENERIC_INDEX";
            case "search_query" -> "GENERIC_RETRIEVAL";
            default -> type.toUpperCase(Locale.ROOT);
        };
    }

    private static JsonObject content(EmbeddingItems.Item item, String truncate, int index) {
        if (item.isText()) {
            return JsonObject.of(
                    "text",
                    JsonObject.builder()
                            .put("truncationMode", truncate)
                            .put("value", item.text() == null ? "" : item.text())
                            .build());
        }
        if (item.text() != null) {
            throw Field.of(Field.Author.CLIENT, "input[" + index + "].text", new JsonString(item.text()))
                    .wrong("a text or an image, not both");
        }
        return JsonObject.of(
                "image",
                JsonObject.builder()
                        .put("format", format(item.image()))
                        .put("source", JsonObject.of("bytes", new JsonString(item.base64(index))))
                        .build());
    }

    private static String format(@Nullable String image) {
        String type =
                image == null || !image.startsWith("data:image/") ? "png" : image.substring("data:image/".length());
        int end = type.indexOf(';');
        return end < 0 ? type : type.substring(0, end);
    }

    private static Told read(List<Heard> answers, EmbeddingInputs texts, Asked asked) {
        EmbeddingVectors vectors = new EmbeddingVectors(texts);
        for (Heard answer : answers) {
            List<Field> all = answer.json().required("embeddings").items();
            if (all.isEmpty()) {
                throw answer.json().required("embeddings").wrong("a vector");
            }
            vectors.add(all.getFirst().required("embedding"));
        }
        return vectors.told(asked.frame());
    }
}
