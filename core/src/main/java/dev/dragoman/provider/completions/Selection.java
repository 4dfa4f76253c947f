package dev.dragoman.provider.completions;

import dev.dragoman.json.JsonBody;
import dev.dragoman.provider.Adjusted;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Of OpenAI's parameters those that a server takes. */
public final class Selection {

    private Selection() {}

    /** The body without parameters that are not among these; what is no parameter of OpenAI's stays. */
    public static Adjusted of(JsonBody body, Set<String> taken) {
        List<String> unsupported = new ArrayList<>(0);
        JsonBody result = body;
        for (String name : body.names()) {
            if (ParameterNames.OPTIONAL.contains(name) && !taken.contains(name)) {
                if (!body.isNull(name)) {
                    unsupported.add(name);
                }
                result = result.without(name);
            }
        }
        return new Adjusted(result, unsupported);
    }

    /** The body with OpenAI's older limit of tokens in place of the newer one. */
    public static JsonBody olderLimit(JsonBody body) {
        return body.isNull("max_completion_tokens")
                ? body.without("max_completion_tokens")
                : ChatParameters.renamed(body.without("max_tokens"), "max_completion_tokens", "max_tokens");
    }
}
