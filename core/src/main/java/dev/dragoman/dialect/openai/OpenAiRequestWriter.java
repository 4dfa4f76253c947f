package dev.dragoman.dialect.openai;

import dev.dragoman.dialect.WrittenRequest;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonNumber;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonWriter;
import dev.dragoman.model.ChatRequest;
import dev.dragoman.model.Reasoning;
import dev.dragoman.model.ResponseFormat;
import dev.dragoman.model.Sampling;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes a request for a vendor. */
final class OpenAiRequestWriter {

    private static final long HIGH_BUDGET = 10_000;
    private static final long MEDIUM_BUDGET = 5_000;

    /** Members of Anthropic's and Gemini's requests for which there is no word here. */
    private static final Set<String> FOREIGN = Set.of(
            "anthropic_beta",
            "betas",
            "container",
            "context_management",
            "inference_geo",
            "mcp_servers",
            "output_config",
            "output_format",
            "speed",
            "cachedContent",
            "cached_content",
            "generationConfig",
            "labels",
            "safetySettings",
            "safety_settings",
            "toolConfig");

    private final ChatRequest request;
    private final JsonWriter out = new JsonWriter(4096);
    private final Set<String> unsupported = new LinkedHashSet<>();

    OpenAiRequestWriter(ChatRequest request) {
        this.request = request;
    }

    WrittenRequest write() {
        out.beginObject().member("model", request.model());
        new MessageWriter(out, unsupported).writeAll(request.messages());
        new ToolWriter(out, unsupported).write(request);
        responseFormat(request.responseFormat());
        out.memberIfPresent("reasoning_effort", effort(request.reasoning()));
        out.memberIfPresent("max_tokens", request.maxTokens());
        sampling(request.sampling());
        stream();
        out.memberIfPresent("modalities", request.modalities());
        out.memberIfPresent("audio", request.audio());
        out.memberIfPresent("prediction", request.prediction());
        out.memberIfPresent("verbosity", request.verbosity());
        out.memberIfPresent("service_tier", request.serviceTier());
        out.memberIfPresent("user", request.user());
        out.memberIfPresent("metadata", request.metadata());
        if (request.cache() != null) {
            out.member("cache_control", CacheMarks.write(request.cache()));
        }
        extras();
        out.endObject();
        JsonBody body = JsonBody.parse(out.toSlice(), OpenAiDialect.WATCH);
        return new WrittenRequest(body, List.copyOf(unsupported), List.of());
    }

    private void responseFormat(@Nullable ResponseFormat format) {
        switch (format) {
            case null -> {}
            case ResponseFormat.Text text -> out.member("response_format", type("text"));
            case ResponseFormat.JsonMode json -> out.member("response_format", type("json_object"));
            case ResponseFormat.Schema schema -> {
                out.name("response_format").beginObject().member("type", "json_schema");
                out.name("json_schema").beginObject().member("name", schema.name());
                out.memberIfPresent("description", schema.description());
                out.member("schema", schema.schema()).memberIfPresent("strict", schema.strict());
                out.endObject().endObject();
            }
        }
    }

    private static JsonObject type(String type) {
        return JsonObject.builder().put("type", type).build();
    }

    /** The effort; one for a budget of thinking tokens where only that was given. */
    private static @Nullable String effort(@Nullable Reasoning reasoning) {
        if (reasoning == null || reasoning.effort() != null) {
            return reasoning == null ? null : reasoning.effort();
        }
        Long budget = reasoning.budgetTokens();
        if (reasoning.mode() != Reasoning.Mode.ENABLED || budget == null) {
            return null;
        }
        return budget >= HIGH_BUDGET ? "high" : budget >= MEDIUM_BUDGET ? "medium" : "low";
    }

    private void sampling(Sampling sampling) {
        out.memberIfPresent("temperature", sampling.temperature());
        out.memberIfPresent("top_p", sampling.topP());
        out.memberIfPresent("top_k", sampling.topK());
        out.memberIfPresent("n", sampling.n());
        out.memberIfPresent("seed", sampling.seed());
        stop(sampling.stop());
        out.memberIfPresent("presence_penalty", sampling.presencePenalty());
        out.memberIfPresent("frequency_penalty", sampling.frequencyPenalty());
        out.memberIfPresent("logit_bias", sampling.logitBias());
        out.memberIfPresent("logprobs", sampling.logprobs());
        Long top = sampling.topLogprobs();
        out.memberIfPresent("top_logprobs", top == null ? null : JsonNumber.of(top));
    }

    /** Parameters of a server are passed on; those of another vendor are noted. */
    private void extras() {
        request.extras().forEach((name, value) -> {
            if (FOREIGN.contains(name)) {
                unsupported.add(name);
            } else if (!OpenAiRequestReader.KNOWN.contains(name)) {
                out.member(name, value);
            }
        });
    }

    private void stop(List<String> sequences) {
        if (!sequences.isEmpty()) {
            out.name("stop").beginArray();
            sequences.forEach(out::value);
            out.endArray();
        }
    }

    private void stream() {
        if (request.stream()) {
            out.member("stream", true);
            if (request.includeUsage()) {
                out.name("stream_options")
                        .beginObject()
                        .member("include_usage", true)
                        .endObject();
            }
        }
    }
}
