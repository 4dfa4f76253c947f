package dev.dragoman.gateway.config;

/**
 * How tags of calls decide who is asked.
 *
 * @param on whether they do
 * @param any whether one common tag is enough; otherwise a deployment must have all tags of the call
 * @param ofClients whether tags count that are sent by others than the admin
 */
public record TagRules(boolean on, boolean any, boolean ofClients) {

    /** LiteLLM's defaults. */
    public static final TagRules OFF = new TagRules(false, true, false);
}
