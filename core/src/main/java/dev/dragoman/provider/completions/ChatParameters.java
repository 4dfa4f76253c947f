package dev.dragoman.provider.completions;

import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonNumber;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonValue;
import dev.dragoman.model.ModelTraits;
import dev.dragoman.model.ModelTraits.Ability;
import dev.dragoman.provider.Adjusted;
import java.util.ArrayList;
import java.util.List;

/** Fits the parameters of a request to the model that gets it. */
public final class ChatParameters {

    private static final List<String> OF_OTHER_VENDORS = List.of("thinking", "top_k", "context_management");
    private static final List<String> OF_DRAWING = List.of("top_p", "logprobs", "top_logprobs");
    private static final List<String> PENALTIES = List.of("presence_penalty", "frequency_penalty");
    private static final List<String> OF_REASONING = List.of("reasoning_effort", "verbosity");
    private static final List<String> NOT_O_SERIES = List.of("logit_bias", "prediction", "audio", "verbosity");
    private static final List<String> NOT_GPT_5 =
            List.of("stop", "logit_bias", "modalities", "prediction", "audio", "web_search_options");
    private static final List<String> NOT_SEARCH =
            List.of("tools", "tool_choice", "parallel_tool_calls", "reasoning_effort", "temperature", "top_p", "n");

    private final ModelFamily family;
    private final ModelTraits traits;
    private final List<String> unsupported = new ArrayList<>(0);
    private JsonBody body;

    private ChatParameters(JsonBody body, ModelFamily family, ModelTraits traits) {
        this.body = body;
        this.family = family;
        this.traits = traits;
    }

    /** Fits a request to OpenAI's own interface and a model of a family. */
    public static Adjusted fit(JsonBody body, ModelFamily family, ModelTraits traits) {
        ChatParameters parameters = new ChatParameters(common(body), family, traits);
        parameters.refuse(OF_OTHER_VENDORS);
        parameters.withoutGatewaysLabels();
        return parameters.fit();
    }

    /** Fits a request to another server that may well pass it on to a model of a family. */
    public static Adjusted fitElsewhere(JsonBody body, ModelFamily family, ModelTraits traits) {
        ChatParameters parameters = new ChatParameters(common(body), family, traits);
        parameters.withoutGatewaysLabels();
        return parameters.fit();
    }

    /** What holds for every server that speaks the format. */
    public static JsonBody common(JsonBody body) {
        return withEffort(withStreamOptions(withoutIdleTools(body)));
    }

    /** Metadata labels calls at the gateway; OpenAI takes it only with answers that it stores. */
    private void withoutGatewaysLabels() {
        body = Boolean.TRUE.equals(body.bool("store")) ? body : body.without("metadata");
    }

    private Adjusted fit() {
        switch (family) {
            case ORDINARY -> {}
            case GPT_4 -> refuse(OF_REASONING);
            case CLASSIC -> {
                refuse(OF_REASONING);
                refuse("response_format");
            }
            case O_SERIES, O_1 -> oSeries();
            case O_PREVIEW -> {
                oSeries();
                body = ChatRoles.renamed(body, "system", "user");
                body = ChatRoles.renamed(body, "developer", "user");
            }
            case GPT_5 -> {
                drawing();
                gpt5();
            }
            case GPT_5_OPTIONAL -> {
                if (isReasoning()) {
                    drawing();
                }
                gpt5();
            }
            case SEARCH -> refuse(NOT_SEARCH);
        }
        limit();
        return new Adjusted(body, unsupported);
    }

    private void oSeries() {
        drawing();
        refuse(PENALTIES);
        refuse(NOT_O_SERIES);
        if (family == ModelFamily.O_SERIES) {
            refuse("stop");
        }
        if (!traits.can(Ability.PARALLEL_FUNCTION_CALLING)) {
            refuse("parallel_tool_calls");
        }
        if (traits.known() && !traits.can(Ability.FUNCTION_CALLING)) {
            refuse(List.of("tools", "tool_choice"));
        }
        if (traits.known() && !traits.can(Ability.RESPONSE_SCHEMA)) {
            refuse("response_format");
        }
    }

    private void gpt5() {
        refuse(PENALTIES);
        refuse(NOT_GPT_5);
        boolean effortsKnown = traits.can(Ability.EFFORT_NONE) || traits.can(Ability.EFFORT_MINIMAL);
        if (effortsKnown && !traits.can(Ability.EFFORT_XHIGH) && "xhigh".equals(body.string("reasoning_effort"))) {
            refuse("reasoning_effort");
        }
    }

    /** A model that reasons draws its answers in its own way. */
    private void drawing() {
        refuse(OF_DRAWING);
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

    private void refuse(List<String> names) {
        for (String name : names) {
            refuse(name);
        }
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
        } else if (family.reasons() && !body.isNull("max_tokens")) {
            body = renamed(body, "max_tokens", "max_completion_tokens");
        }
    }

    /** The body with a member under another name, unless it is absent or null. */
    public static JsonBody renamed(JsonBody body, String from, String to) {
        JsonValue value = body.isNull(from) ? null : body.value(from);
        return value == null ? body.without(from) : body.without(from).with(to, value);
    }

    /** Whether calls may be parallel is refused where there are no tools. */
    private static JsonBody withoutIdleTools(JsonBody body) {
        return body.isNull("tools") ? body.without("parallel_tool_calls") : body;
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
