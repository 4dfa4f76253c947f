package dev.dragoman.provider.completions;

import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonNumber;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Fits the parameters of a request to the model that gets it. */
public final class ChatParameters {

    private static final Set<String> FOREIGN = Set.of("thinking", "top_k", "context_management");
    private static final Set<String> NOT_WHEN_REASONING =
            Set.of("top_p", "logprobs", "top_logprobs", "presence_penalty", "frequency_penalty");
    private static final Set<String> NOT_GPT_5 =
            Set.of("stop", "logit_bias", "modalities", "prediction", "audio", "web_search_options");
    private static final Set<String> NOT_SEARCH =
            Set.of("tools", "tool_choice", "parallel_tool_calls", "reasoning_effort", "temperature", "top_p", "n");

    private final ModelFamily family;
    private final List<String> unsupported = new ArrayList<>(0);
    private JsonBody body;

    private ChatParameters(JsonBody body, ModelFamily family) {
        this.body = body;
        this.family = family;
    }

    /** A body that the model takes, and what had to be left out. */
    public record Fitted(JsonBody body, List<String> unsupported) {}

    /** Fits a request to OpenAI's own model of a family. */
    public static Fitted fit(JsonBody body, ModelFamily family) {
        return new ChatParameters(body, family).fit();
    }

    /** What holds for every server that speaks the format. */
    public static JsonBody common(JsonBody body) {
        JsonBody result = withEffort(withStreamOptions(body));
        return result.isNull("tools") && result.has("parallel_tool_calls")
                ? result.without("parallel_tool_calls")
                : result;
    }

    private Fitted fit() {
        body = common(body);
        FOREIGN.forEach(this::refuse);
        switch (family) {
            case ORDINARY -> {}
            case O_SERIES -> reasoning();
            case GPT_5 -> {
                reasoning();
                NOT_GPT_5.forEach(this::refuse);
            }
            case GPT_5_OPTIONAL -> {
                if (isReasoning()) {
                    reasoning();
                }
                NOT_GPT_5.forEach(this::refuse);
            }
            case SEARCH -> NOT_SEARCH.forEach(this::refuse);
        }
        limit();
        return new Fitted(body, unsupported);
    }

    private void reasoning() {
        NOT_WHEN_REASONING.forEach(this::refuse);
        JsonNumber temperature = body.number("temperature");
        if (temperature != null && temperature.doubleValue() != 1) {
            refuse("temperature");
        }
    }

    /** From GPT-5.1 on, a model does not reason unless it is told to. */
    private boolean isReasoning() {
        String effort = body.string("reasoning_effort");
        return effort != null && !effort.equals("none");
    }

    private void refuse(String name) {
        if (body.has(name)) {
            if (!body.isNull(name)) {
                unsupported.add(name);
            }
            body = body.without(name);
        }
    }

    /** One limit only; reasoning models know only the newer name. */
    private void limit() {
        boolean newer = !body.isNull("max_completion_tokens");
        if (newer) {
            body = body.without("max_tokens");
        } else if (family.countsReasoning() && !body.isNull("max_tokens")) {
            JsonValue limit = body.value("max_tokens");
            body = body.without("max_tokens");
            body = limit == null ? body : body.with("max_completion_tokens", limit);
        }
    }

    /** Usage is always asked for on a stream, since spend is counted by it; the client's stream hides what it did not ask for. */
    private static JsonBody withStreamOptions(JsonBody body) {
        if (!Boolean.TRUE.equals(body.bool("stream"))) {
            return body.without("stream_options");
        }
        JsonObject options = body.value("stream_options") instanceof JsonObject given ? given : JsonObject.EMPTY;
        return body.with(
                "stream_options", options.toBuilder().put("include_usage", true).build());
    }

    /** The chat endpoint takes the effort only as text. */
    private static JsonBody withEffort(JsonBody body) {
        if (body.isNull("reasoning_effort") || body.string("reasoning_effort") != null) {
            return body;
        }
        String effort = body.value("reasoning_effort") instanceof JsonObject object ? object.string("effort") : null;
        return effort == null
                ? body.without("reasoning_effort")
                : body.with("reasoning_effort", new JsonString(effort));
    }
}
