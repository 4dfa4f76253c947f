package dev.dragoman.dialect.openai;

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
import org.jspecify.annotations.Nullable;

/**
 * Vectors of places that speak nearly as OpenAI does: they answer with numbers only, whatever the client wants, and name the
 * length of vectors, or an image, in their own way. Parameters that are not OpenAI's pass.
 *
 * @param dimensions how the place calls the length of vectors; null when it takes none
 * @param images whether items of the input may be images, which then are objects as well as texts are
 */
public record OpenAiEmbeddings(@Nullable String dimensions, boolean images) implements ServiceForm {

    private static final Set<String> KNOWN = Set.of("dimensions", "user");

    @Override
    public Written write(Asked asked) {
        return images ? seen(asked) : told(asked);
    }

    private Written told(Asked asked) {
        EmbeddingInputs inputs = EmbeddingInputs.read(asked.body("input", "encoding_format"));
        JsonObject body = body(asked, JsonArray.ofStrings(inputs.texts()));
        return Written.of(body, asked, answer -> read(answer, inputs, asked));
    }

    private Written seen(Asked asked) {
        EmbeddingItems items = EmbeddingItems.read(asked);
        EmbeddingInputs inputs = items.texts(asked);
        List<JsonValue> input = new ArrayList<>();
        boolean texts = items.items().stream().allMatch(EmbeddingItems.Item::isText);
        for (EmbeddingItems.Item item : items.items()) {
            JsonString text = new JsonString(item.text() == null ? "" : item.text());
            input.add(texts ? text : object(item));
        }
        JsonObject body = body(asked, new JsonArray(input));
        return Written.of(body, asked, answer -> read(answer, inputs, asked));
    }

    /** An address is read by the place; of a data URI it wants what is behind the comma. */
    private static JsonObject object(EmbeddingItems.Item item) {
        String image = item.image();
        int comma = image == null || !image.startsWith("data:") ? -1 : image.indexOf(',');
        return JsonObject.builder()
                .putIfPresent("text", item.text())
                .putIfPresent("image", image == null ? null : image.substring(comma + 1))
                .build();
    }

    private JsonObject body(Asked asked, JsonArray input) {
        JsonObject.Builder body =
                JsonObject.builder().put("model", asked.model()).put("input", input);
        if (dimensions != null) {
            asked.passAs(body, "dimensions", dimensions);
        }
        return body.build().merged(asked.rest(KNOWN));
    }

    /** The answer, in the order of the input whatever order the place tells it in. */
    private static Told read(Heard answer, EmbeddingInputs inputs, Asked asked) {
        Field json = answer.json();
        EmbeddingVectors vectors = new EmbeddingVectors(inputs);
        List<Field> data = new ArrayList<>(json.required("data").items());
        data.sort(Comparator.comparingLong(item -> index(item)));
        data.forEach(item -> vectors.add(item.required("embedding")));
        Field usage = json.member("usage");
        if (usage != null) {
            Long prompt = usage.integer("prompt_tokens");
            vectors.count(prompt == null ? usage.integer("total_tokens") : prompt);
        }
        return vectors.told(asked.frame());
    }

    private static long index(Field item) {
        Long index = item.integer("index");
        return index == null ? 0 : index;
    }
}
