package dev.dragoman.dialect.anthropic;

import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonBoolean;
import dev.dragoman.json.JsonNull;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonValue;
import dev.dragoman.model.ChatRequest;
import dev.dragoman.model.Sampling;
import org.jspecify.annotations.Nullable;

/** Parameters that Anthropic has no words for. Values that ask for nothing unusual need none. */
final class Unsaid {

    private static final JsonArray TEXT_ONLY = JsonArray.of(new JsonString("text"));

    private Unsaid() {}

    static void note(ChatRequest request, Notes notes) {
        sampling(request.sampling(), notes);
        note(
                notes,
                "modalities",
                request.modalities() != null && !request.modalities().equals(TEXT_ONLY));
        note(notes, "audio", request.audio() != null);
        note(notes, "prediction", request.prediction() != null);
        note(
                notes,
                "verbosity",
                request.verbosity() != null && !request.verbosity().equals("medium"));
    }

    private static void sampling(Sampling sampling, Notes notes) {
        note(notes, "n", sampling.n() != null && sampling.n() != 1);
        note(notes, "seed", sampling.seed() != null);
        note(notes, "presence_penalty", isSome(sampling.presencePenalty()));
        note(notes, "frequency_penalty", isSome(sampling.frequencyPenalty()));
        note(
                notes,
                "logit_bias",
                sampling.logitBias() != null && !sampling.logitBias().isEmpty());
        note(notes, "logprobs", Boolean.TRUE.equals(sampling.logprobs()));
        note(notes, "top_logprobs", sampling.topLogprobs() != null && sampling.topLogprobs() != 0);
    }

    private static boolean isSome(@Nullable Double penalty) {
        return penalty != null && penalty != 0;
    }

    private static void note(Notes notes, String parameter, boolean asked) {
        if (asked) {
            notes.unsupported(parameter);
        }
    }

    /** Whether a parameter of OpenAI's that no record knows asks for something. */
    static boolean asks(JsonValue value) {
        return value != JsonBoolean.FALSE && value != JsonNull.NULL;
    }
}
