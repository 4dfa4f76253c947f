package dev.dragoman.model;

import java.util.List;

/** Which tools a model may or must call. */
public sealed interface ToolChoice {

    /** As it likes. */
    record Auto() implements ToolChoice {}

    /** None. */
    record None() implements ToolChoice {}

    /** At least one. */
    record Required() implements ToolChoice {}

    /**
     * This one.
     *
     * @param custom whether it is a free-text tool
     */
    record Named(String name, boolean custom) implements ToolChoice {}

    /**
     * Only some of the tools.
     *
     * @param required whether one of them must be called
     */
    record Allowed(List<String> names, boolean required) implements ToolChoice {

        public Allowed {
            names = List.copyOf(names);
        }
    }
}
