package dev.dragoman.model;

import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One answer of a reply.
 *
 * @param index its number, from 0
 * @param parts what was said, thought and asked for, in order
 * @param finish why the model stopped; null when the vendor did not say
 * @param nativeFinish the vendor's own word for it; null when it is the same
 * @param stopSequence the stop sequence that was met; null when none or not said
 * @param logprobs OpenAI's token probabilities; null when not asked for
 * @param annotations OpenAI's annotations such as {@code url_citation}
 * @param extras members of the answer that no record knows, in its dialect's words
 */
public record Choice(
        int index,
        List<Part> parts,
        @Nullable FinishReason finish,
        @Nullable String nativeFinish,
        @Nullable String stopSequence,
        @Nullable JsonValue logprobs,
        List<JsonObject> annotations,
        JsonObject extras) {

    public Choice {
        parts = List.copyOf(parts);
        annotations = List.copyOf(annotations);
    }
}
