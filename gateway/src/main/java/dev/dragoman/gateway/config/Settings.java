package dev.dragoman.gateway.config;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Everything an operator can decide. Immutable.
 *
 * @param models the deployments, in the order of the file
 * @param general the server
 * @param litellm defaults of calls
 * @param router the choice among deployments
 * @param dragoman what only this gateway has, the HTTP engine among it
 */
public record Settings(
        List<ModelEntry> models,
        GeneralSettings general,
        LitellmSettings litellm,
        RouterSettings router,
        DragomanSettings dragoman) {

    /** Further attempts when nothing is set. */
    public static final int DEFAULT_RETRIES = 2;

    public Settings {
        models = List.copyOf(models);
    }

    /** What holds without a file: a wildcard for each provider whose key is in the environment, and an echo. */
    public static Settings embedded(Environment environment) {
        return EmbeddedModels.settings(environment);
    }

    /** How long one attempt may take when its deployment says nothing. */
    public Duration attemptTimeout() {
        return Objects.requireNonNullElse(router.timeout(), litellm.requestTimeout());
    }

    /** How long a stream may take to its first event when its deployment says nothing; null for the attempt's limit. */
    public @Nullable Duration streamTimeout() {
        return router.streamTimeout();
    }

    /** Further attempts when neither the request nor the deployment says. */
    public int retries() {
        Integer retries = router.numRetries() != null ? router.numRetries() : litellm.numRetries();
        return retries == null ? DEFAULT_RETRIES : retries;
    }

    /** The same with other general settings. */
    public Settings withGeneral(GeneralSettings changed) {
        return new Settings(models, changed, litellm, router, dragoman);
    }

    /** The same with other settings of this gateway. */
    public Settings withDragoman(DragomanSettings changed) {
        return new Settings(models, general, litellm, router, changed);
    }
}
