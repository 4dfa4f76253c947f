package dev.dragoman;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a model is reached, as far as somebody says; what is left out comes from the environment or is the provider's own. Immutable.
 *
 * @param provider the provider's name when the model string does not begin with it; null when it does
 * @param apiKey the provider's key; null when not given
 * @param apiBase the base address; null when not given
 * @param apiVersion the version of the provider's interface, as Azure has; null when not given
 * @param settings further settings by their configuration key, such as {@code aws_region_name}, {@code vertex_project} or
 *     {@code tenant_id}
 * @param baseModel the model behind a deployment of another name; null when the name tells
 */
public record Access(
        @Nullable String provider,
        @Nullable String apiKey,
        @Nullable String apiBase,
        @Nullable String apiVersion,
        Map<String, String> settings,
        @Nullable String baseModel) {

    /** Nothing said. */
    public static final Access NONE = new Access(null, null, null, null, Map.of(), null);

    public Access {
        settings = Map.copyOf(settings);
    }

    /** The same with another key. */
    public Access withKey(String value) {
        return new Access(provider, value, apiBase, apiVersion, settings, baseModel);
    }

    /** The same with another base address. */
    public Access withBase(String value) {
        return new Access(provider, apiKey, value, apiVersion, settings, baseModel);
    }

    /** The same with another version of the provider's interface. */
    public Access withVersion(String value) {
        return new Access(provider, apiKey, apiBase, value, settings, baseModel);
    }

    /** The same with one more setting. */
    public Access withSetting(String name, String value) {
        Map<String, String> more = new HashMap<>(settings);
        more.put(name, value);
        return new Access(provider, apiKey, apiBase, apiVersion, more, baseModel);
    }

    /** What this says, and where it says nothing, what the other says. */
    public Access over(Access other) {
        Map<String, String> all = new HashMap<>(other.settings);
        all.putAll(settings);
        return new Access(
                first(provider, other.provider),
                first(apiKey, other.apiKey),
                first(apiBase, other.apiBase),
                first(apiVersion, other.apiVersion),
                all,
                first(baseModel, other.baseModel));
    }

    /** No secret in here. */
    @Override
    public String toString() {
        return "Access" + (apiBase == null ? "" : " at " + apiBase) + " " + settings.keySet();
    }

    private static @Nullable String first(@Nullable String one, @Nullable String other) {
        return one != null ? one : other;
    }
}
