package dev.dragoman.dialect.responses;

import dev.dragoman.dialect.WrittenRequest;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonNull;
import dev.dragoman.json.JsonValue;
import dev.dragoman.json.JsonWriter;
import dev.dragoman.model.ChatRequest;
import dev.dragoman.model.ModelTraits;
import dev.dragoman.model.ModelTraits.Ability;
import dev.dragoman.model.Reasoning;
import dev.dragoman.model.ResponseFormat;
import dev.dragoman.model.Sampling;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes a request for a vendor. */
final class ResponsesRequestWriter {

    private static final long HIGH_BUDGET = 10_000;
    private static final long MEDIUM_BUDGET = 5_000;

    /** Members of other vendors' requests, and of Chat Completions, for which there is no word here. */
    private static final Set<String> FOREIGN = Set.of(
            "anthropic_beta",
            "betas",
            "container",
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
            "toolConfig",
            "logit_bias",
            "function_call",
            "functions");

    private final ChatRequest request;
    private final ModelTraits traits;
    private final JsonWriter out = new JsonWriter(4096);
    private final Set<String> unsupported = new LinkedHashSet<>();

    ResponsesRequestWriter(ChatRequest request, ModelTraits traits) {
        this.request = request;
        this.traits = traits;
    }

    WrittenRequest write() {
        out.beginObject().member("model", request.model());
        new InputWriter(out, unsupported).write(request.messages());
        new ToolWriter(out, unsupported).write(request);
        text();
        reasoning(request.reasoning());
        out.memberIfPresent("max_output_tokens", request.maxTokens());
        sampling(request.sampling());
        if (request.stream()) {
            out.member("stream", true);
        }
        out.memberIfPresent("service_tier", request.serviceTier()).memberIfPresent("user", request.user());
        out.memberIfPresent("metadata", request.metadata());
        refuse("modalities", request.modalities() == null || isTextOnly(request.modalities()));
        refuse("audio", request.audio() == null);
        refuse("prediction", request.prediction() == null);
        extras();
        out.endObject();
        return new WrittenRequest(
                JsonBody.parse(out.toSlice(), ResponsesDialect.WATCH), List.copyOf(unsupported), List.of());
    }

    private static boolean isTextOnly(JsonArray modalities) {
        return modalities.equals(JsonArray.ofStrings(List.of("text")));
    }

    private void refuse(String name, boolean absent) {
        if (!absent) {
            unsupported.add(name);
        }
    }

    private void text() {
        if (request.responseFormat() != null || request.verbosity() != null) {
            out.name("text").beginObject();
            format(request.responseFormat());
            out.memberIfPresent("verbosity", request.verbosity()).endObject();
        }
    }

    private void format(@Nullable ResponseFormat format) {
        switch (format) {
            case null -> {}
            case ResponseFormat.Text text -> format("text").endObject();
            case ResponseFormat.JsonMode json -> format("json_object").endObject();
            case ResponseFormat.Schema schema -> {
                format("json_schema").member("name", schema.name());
                out.memberIfPresent("description", schema.description());
                out.member("schema", schema.schema()).memberIfPresent("strict", schema.strict());
                out.endObject();
            }
        }
    }

    private JsonWriter format(String type) {
        return out.name("format").beginObject().member("type", type);
    }

    private void reasoning(@Nullable Reasoning reasoning) {
        String effort = effort(reasoning);
        boolean shown = reasoning != null && "summarized".equals(reasoning.display());
        if (effort != null || shown) {
            out.name("reasoning").beginObject().memberIfPresent("effort", effort);
            out.memberIfPresent("summary", shown ? "auto" : null).endObject();
        }
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
        out.memberIfPresent("temperature", sampling.temperature()).memberIfPresent("top_p", sampling.topP());
        out.memberIfPresent("top_logprobs", sampling.topLogprobs());
        refuse("top_k", sampling.topK() == null);
        refuse("n", sampling.n() == null || sampling.n() == 1);
        refuse("seed", sampling.seed() == null);
        refuse("stop", sampling.stop().isEmpty());
        refuse("presence_penalty", isNone(sampling.presencePenalty()));
        refuse("frequency_penalty", isNone(sampling.frequencyPenalty()));
        refuse(
                "logit_bias",
                sampling.logitBias() == null || sampling.logitBias().isEmpty());
    }

    private static boolean isNone(@Nullable Double penalty) {
        return penalty == null || penalty == 0;
    }

    /** Members of this format and parameters of a server are passed on; those of another vendor are noted. */
    private void extras() {
        request.extras().forEach((name, value) -> {
            if (FOREIGN.contains(name) || name.equals("context_management") && !(value instanceof JsonArray)) {
                unsupported.add(name);
            } else if (!ResponsesRequestReader.KNOWN.contains(name) && value != JsonNull.NULL) {
                out.member(name, value);
            }
        });
        JsonValue identifier = request.extras().get("safety_identifier");
        out.memberIfPresent("safety_identifier", identifier == JsonNull.NULL ? null : identifier);
        stateless();
    }

    /** Unless the caller says otherwise the vendor keeps nothing, so what the model thought must come along. */
    private void stateless() {
        if (!request.extras().has("store")) {
            out.member("store", false);
        }
        if (!request.extras().has("include")) {
            boolean logprobs = Boolean.TRUE.equals(request.sampling().logprobs());
            out.memberIfPresent("include", OwnMembers.include(logprobs, reasons()));
        }
    }

    /** Models that do not reason refuse to tell what they thought. */
    private boolean reasons() {
        return traits.can(Ability.REASONING) || request.reasoning() != null;
    }
}
