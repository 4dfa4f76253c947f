package dev.dragoman.provider.completions;

import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonNumber;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonValue;
import dev.dragoman.provider.Adjusted;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Fits the parameters of a request in OpenAI's Responses to the model that gets it.
 *
 * @see <a href="https://platform.openai.com/docs/api-reference/responses/create">OpenAI: Create a response</a>
 */
public final class ResponseParameters {

    /** A limit below this is refused. */
    private static final long LEAST_TOKENS = 16;

    private static final String LIMIT = "max_output_tokens";
    private static final String REASONING = "reasoning";
    private static final String INCLUDE = "include";
    private static final JsonValue THOUGHTS = new JsonString("reasoning.encrypted_content");

    private final ModelFamily family;
    private final List<String> unsupported = new ArrayList<>(0);
    private JsonBody body;

    private ResponseParameters(JsonBody body, ModelFamily family) {
        this.body = body;
        this.family = family;
    }

    /** Fits a request to OpenAI's own interface, or one like it, and a model of a family. */
    public static Adjusted fit(JsonBody body, ModelFamily family) {
        ResponseParameters parameters = new ResponseParameters(ResponseHistory.clean(body), family);
        parameters.fit();
        return new Adjusted(parameters.body, parameters.unsupported);
    }

    private void fit() {
        switch (family) {
            case ORDINARY -> {}
            case GPT_4, CLASSIC, SEARCH -> withoutReasoning();
            case O_SERIES, O_1, O_PREVIEW -> {
                drawing();
                withoutVerbosity();
            }
            case GPT_5 -> drawing();
            case GPT_5_OPTIONAL -> {
                if (isReasoning()) {
                    drawing();
                }
            }
        }
        JsonNumber limit = body.number(LIMIT);
        if (limit != null && limit.doubleValue() < LEAST_TOKENS) {
            body = body.with(LIMIT, JsonNumber.of(LEAST_TOKENS));
        }
    }

    private void withoutReasoning() {
        refuse(REASONING);
        withoutVerbosity();
        JsonValue include = body.isNull(INCLUDE) ? null : body.value(INCLUDE);
        if (include instanceof JsonArray names && names.items().contains(THOUGHTS)) {
            List<JsonValue> rest = names.items().stream()
                    .filter(name -> !name.equals(THOUGHTS))
                    .toList();
            body = rest.isEmpty() ? body.without(INCLUDE) : body.with(INCLUDE, new JsonArray(rest));
        }
    }

    private void withoutVerbosity() {
        JsonObject text = object("text");
        String verbosity = text == null ? null : text.string("verbosity");
        if (text != null && verbosity != null && !verbosity.equals("medium")) {
            unsupported.add("verbosity");
            JsonObject rest = text.without("verbosity");
            body = rest.isEmpty() ? body.without("text") : body.with("text", rest);
        }
    }

    /** A model that reasons draws its answers in its own way. */
    private void drawing() {
        refuse("top_p");
        refuse("top_logprobs");
        JsonNumber temperature = body.number("temperature");
        if (temperature != null && temperature.doubleValue() != 1) {
            refuse("temperature");
        }
    }

    private boolean isReasoning() {
        JsonObject reasoning = object(REASONING);
        String effort = reasoning == null ? null : reasoning.string("effort");
        return effort != null && !effort.equals("none");
    }

    private @Nullable JsonObject object(String name) {
        return !body.isNull(name) && body.value(name) instanceof JsonObject object ? object : null;
    }

    private void refuse(String name) {
        if (body.has(name)) {
            if (!body.isNull(name)) {
                unsupported.add(name);
            }
            body = body.without(name);
        }
    }
}
