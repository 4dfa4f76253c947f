package dev.dragoman.dialect;

import dev.dragoman.json.JsonBody;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A request in a vendor's words.
 *
 * @param body what to send
 * @param unsupported names of the caller's parameters (in OpenAI's spelling) that this vendor or model has no words for;
 *     they are not in the body
 * @param betas feature flags to announce in a header, where the vendor has such (Anthropic's {@code anthropic-beta})
 */
public record WrittenRequest(JsonBody body, List<String> unsupported, List<String> betas) {

    public WrittenRequest {
        unsupported = List.copyOf(unsupported);
        betas = List.copyOf(betas);
    }

    /** This request, which also lacks these parameters. */
    public WrittenRequest without(List<String> parameters) {
        Set<String> all = new LinkedHashSet<>(unsupported);
        all.addAll(parameters);
        return new WrittenRequest(body, List.copyOf(all), betas);
    }
}
