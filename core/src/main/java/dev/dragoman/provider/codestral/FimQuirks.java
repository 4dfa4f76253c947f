package dev.dragoman.provider.codestral;

import dev.dragoman.error.BadRequestException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonValue;
import dev.dragoman.provider.Adjusted;
import dev.dragoman.provider.Quirks;
import dev.dragoman.provider.Target;
import dev.dragoman.provider.completions.ChatParameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** One text at a time and one answer to it; a seed has a name of its own, and usage comes unasked. */
final class FimQuirks implements Quirks {

    /** Parameters of OpenAI's completions that have no word here, and the values that ask for nothing. */
    private static final List<String> UNKNOWN =
            List.of("best_of", "echo", "frequency_penalty", "logit_bias", "logprobs", "n", "presence_penalty", "user");

    private static final Set<String> NOTHING = Set.of("null", "0", "0.0", "1", "false", "{}");
    private static final Set<String> NOT_ONE = Set.of("frequency_penalty", "presence_penalty", "logprobs");

    @Override
    public Adjusted adjust(JsonBody body, Target target) {
        JsonBody told = oneText(body.without("stream_options"));
        List<String> unsupported = new ArrayList<>(0);
        for (String name : UNKNOWN) {
            JsonValue value = told.value(name);
            if (value != null) {
                told = told.without(name);
                if (asks(name, value)) {
                    unsupported.add(name);
                }
            }
        }
        return new Adjusted(ChatParameters.renamed(told, "seed", "random_seed"), unsupported);
    }

    private static boolean asks(String name, JsonValue value) {
        String literal = value.toJson();
        boolean none = NOTHING.contains(literal)
                && !(literal.equals("1") && NOT_ONE.contains(name))
                && !(literal.equals("0") && name.equals("logprobs"));
        return !none;
    }

    private static JsonBody oneText(JsonBody body) {
        if (!(body.value("prompt") instanceof JsonArray texts)) {
            return body;
        }
        if (texts.size() == 1 && texts.items().getFirst() instanceof JsonString text) {
            return body.with("prompt", text);
        }
        boolean tokens = texts.isEmpty() || !(texts.items().getFirst() instanceof JsonString);
        throw new BadRequestException(ErrorDetail.of("prompt: "
                        + (tokens ? "a list that is not of texts" : texts.size() + " texts") + " (expected: one text)")
                .withType("invalid_request_error")
                .withParam("prompt"));
    }
}
