package dev.dragoman.routing;

import java.util.List;

/**
 * What happens to parameters that a model does not take.
 *
 * @param drop whether they are left out; otherwise they fail the call
 * @param additionalDrops further parameters to leave out always; nested ones as paths such as {@code tools[*].strict}
 * @param allowed parameters to send although the model is not known to take them
 */
public record ParameterPolicy(boolean drop, List<String> additionalDrops, List<String> allowed) {

    /** Unsupported parameters fail the call. */
    public static final ParameterPolicy STRICT = new ParameterPolicy(false, List.of(), List.of());

    public ParameterPolicy {
        additionalDrops = List.copyOf(additionalDrops);
        allowed = List.copyOf(allowed);
    }
}
