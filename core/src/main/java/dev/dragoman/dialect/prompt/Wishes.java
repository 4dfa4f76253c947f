package dev.dragoman.dialect.prompt;

import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonBoolean;
import dev.dragoman.json.JsonNumber;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonValue;
import dev.dragoman.model.ChatRequest;
import dev.dragoman.model.ResponseFormat;
import dev.dragoman.model.Sampling;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a request asks for beside its prompt, by OpenAI's names. A service takes what it has words for; the rest is noted as
 * unsupported.
 */
final class Wishes {

    /** The parameter that tells the model's name at Hugging Face; no service knows it. */
    static final String MODEL_NAME = "hf_model_name";

    private final Map<String, JsonValue> left = new LinkedHashMap<>();
    private final JsonObject extras;
    private final String model;
    private final boolean stream;

    Wishes(ChatRequest request) {
        Sampling sampling = request.sampling();
        extras = request.extras().without(MODEL_NAME);
        model = request.model();
        stream = request.stream();
        put("max_tokens", request.maxTokens());
        put("temperature", sampling.temperature());
        put("top_p", sampling.topP());
        put("top_k", sampling.topK());
        put("n", sampling.n());
        put("seed", sampling.seed());
        put("stop", sampling.stop().isEmpty() ? null : JsonArray.ofStrings(sampling.stop()));
        put("presence_penalty", sampling.presencePenalty());
        put("frequency_penalty", sampling.frequencyPenalty());
        put("logit_bias", sampling.logitBias());
        put("top_logprobs", sampling.topLogprobs());
        flag("logprobs", Boolean.TRUE.equals(sampling.logprobs()));
        flag("tools", !request.tools().isEmpty());
        flag("tool_choice", request.toolChoice() != null);
        flag(
                "parallel_tool_calls",
                request.parallelToolCalls() != null && !request.tools().isEmpty());
        flag(
                "response_format",
                request.responseFormat() != null && !(request.responseFormat() instanceof ResponseFormat.Text));
        flag("reasoning_effort", request.reasoning() != null);
        put("modalities", request.modalities());
        put("audio", request.audio());
        put("prediction", request.prediction());
        flag("verbosity", request.verbosity() != null);
        flag("service_tier", request.serviceTier() != null);
        flag("user", request.user() != null);
    }

    private void put(String name, @Nullable Long value) {
        put(name, value == null ? null : JsonNumber.of(value));
    }

    private void put(String name, @Nullable Double value) {
        put(name, value == null ? null : JsonNumber.of(value));
    }

    private void put(String name, @Nullable JsonValue value) {
        if (value != null) {
            left.put(name, value);
        }
    }

    private void flag(String name, boolean asked) {
        if (asked) {
            left.put(name, JsonBoolean.TRUE);
        }
    }

    /** The model that is asked. */
    String model() {
        return model;
    }

    /** Whether the answer comes piece by piece. */
    boolean stream() {
        return stream;
    }

    /** A parameter that no dialect knows; null when it is not there. */
    @Nullable
    JsonValue own(String name) {
        return extras.get(name);
    }

    /** What is asked for by that name, which is taken by this; null when nothing is. */
    @Nullable
    JsonValue take(String name) {
        return left.remove(name);
    }

    /** Puts what is asked for by that name under a service's own. */
    void put(JsonObject.Builder into, String name, String own) {
        JsonValue value = take(name);
        if (value != null) {
            into.put(own, value);
        }
    }

    /** Puts the parameters that no dialect knows: they are the service's own. */
    void putOwn(JsonObject.Builder into, String... but) {
        extras.without(but).forEach(into::put);
    }

    /** Notes what nobody took. */
    void refuseRest(Set<String> unsupported) {
        unsupported.addAll(left.keySet());
    }
}
