package dev.dragoman.gateway.config;

/** Tells whether a deployment can work; handed in by the room that knows providers. */
@FunctionalInterface
public interface ModelCheck {

    /** Knows nothing, and so finds nothing. */
    ModelCheck NONE = (entry, environment, findings) -> {};

    /**
     * Looks at one deployment.
     *
     * @param environment the process environment with the file's own variables on top
     * @param findings takes everything that is wrong
     */
    void check(ModelEntry entry, Environment environment, Findings findings);

    /** Takes what is wrong with one deployment, and tells it with its place. */
    interface Findings {

        /**
         * Notes what stops the start.
         *
         * @param key the key of {@code litellm_params}; empty for the entry as a whole
         * @param message the offending value and what was expected
         */
        void error(String key, String message);

        /**
         * Notes what deserves a look.
         *
         * @param key the key of {@code litellm_params}; empty for the entry as a whole
         * @param message the offending value and what was expected
         */
        void warning(String key, String message);
    }
}
