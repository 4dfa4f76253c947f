package dev.dragoman.dialect.ollama;

import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonBoolean;
import dev.dragoman.json.JsonNull;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonValue;
import dev.dragoman.model.ChatRequest;
import dev.dragoman.model.Sampling;
import org.jspecify.annotations.Nullable;

/** Parameters that Ollama has no words for. Values that ask for nothing unusual need none. */
final class Unsaid {

    private static final JsonArray TEXT_ONLY = JsonArray.of(new JsonString("text"));

    private Unsaid() {}

    static void note(ChatRequest request, Notes notes) {
        Sampling sampling = request.sampling();
        notes.unsupported("n", sampling.n() != null && sampling.n() != 1);
        notes.unsupported(
                "logit_bias",
                sampling.logitBias() != null && !sampling.logitBias().isEmpty());
        notes.unsupported("parallel_tool_calls", Boolean.FALSE.equals(request.parallelToolCalls()));
        notes.unsupported(
                "modalities",
                request.modalities() != null && !request.modalities().equals(TEXT_ONLY));
        notes.unsupported("audio", request.audio() != null);
        notes.unsupported("prediction", request.prediction() != null);
        notes.unsupported(
                "verbosity", request.verbosity() != null && !request.verbosity().equals("medium"));
        notes.unsupported("service_tier", isUnusual(request.serviceTier()));
    }

    private static boolean isUnusual(@Nullable String tier) {
        return tier != null && !tier.equals("auto") && !tier.equals("default");
    }

    /** Whether a parameter of OpenAI's that no record knows asks for something. */
    static boolean asks(JsonValue value) {
        return value != JsonBoolean.FALSE && value != JsonNull.NULL;
    }
}
