package dev.dragoman.dialect;

import dev.dragoman.error.ApiResponseException;
import dev.dragoman.json.JsonArray;
import dev.dragoman.model.Usage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Vectors as they come from a vendor, exchange by exchange, and the answer that they make. Confined to its thread. */
public final class EmbeddingVectors {

    private final EmbeddingInputs inputs;
    private final List<JsonArray> vectors = new ArrayList<>();
    private @Nullable Long tokens;

    /** Those for these inputs. */
    public EmbeddingVectors(EmbeddingInputs inputs) {
        this.inputs = inputs;
    }

    /** One more vector. */
    public void add(Field vector) {
        vectors.add(vector.array());
    }

    /** One more vector for each item of a list. */
    public void addAll(Field list) {
        list.items().forEach(this::add);
    }

    /** What an exchange took; null when it does not say. */
    public void count(@Nullable Long more) {
        if (more != null) {
            tokens = tokens == null ? more : Long.valueOf(tokens + more);
        }
    }

    /** The answer. */
    public ServiceForm.Told told(ReplyFrame frame) {
        if (vectors.size() != inputs.texts().size()) {
            throw new ApiResponseException("unexpected answer of the vendor: " + vectors.size() + " vectors (expected: "
                    + inputs.texts().size() + ")");
        }
        Usage usage = tokens == null ? inputs.estimatedUsage() : Usage.of(tokens, 0);
        return new ServiceForm.Told(inputs.reply(vectors, frame.model(), usage), usage);
    }
}
