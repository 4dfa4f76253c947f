package dev.dragoman.provider;

import dev.dragoman.model.ModelTraits;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One model at one provider, with the settings to reach it. Comes from configuration only, never from a client.
 *
 * @param model the model or deployment, as the provider names it
 * @param apiBase the base address; null for the provider's own
 * @param apiKey the key; null when there is none
 * @param apiVersion the version of the provider's interface; null for its default
 * @param settings further settings by their configuration key, such as {@code tenant_id}
 * @param traits what is known of the model
 */
public record Target(
        String model,
        @Nullable String apiBase,
        @Nullable String apiKey,
        @Nullable String apiVersion,
        Map<String, String> settings,
        ModelTraits traits) {

    public Target {
        settings = Map.copyOf(settings);
    }

    /** The setting, or null when it is not there. */
    public @Nullable String setting(String key) {
        return settings.get(key);
    }

    /** The same with another key. */
    public Target withKey(String key) {
        return new Target(model, apiBase, key, apiVersion, settings, traits);
    }

    /** The same model with further settings. */
    public Target with(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(settings);
        all.putAll(more);
        return new Target(model, apiBase, apiKey, apiVersion, all, traits);
    }

    /** The same place with another model, of which nothing is known. */
    public Target withModel(String other) {
        return new Target(other, apiBase, apiKey, apiVersion, settings, ModelTraits.unknown(other));
    }

    /** No key in here. */
    @Override
    public String toString() {
        return model + (apiBase == null ? "" : " at " + apiBase);
    }
}
