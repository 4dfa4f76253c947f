package dev.dragoman.gateway.config;

import dev.dragoman.json.JsonObject;
import java.time.Duration;
import java.util.Map;

/**
 * One deployment of {@code model_list}. Entries with the same name share the load.
 *
 * @param modelName the public name; may contain {@code *}
 * @param params how the provider is called
 * @param id unique in a configuration, and the same at every start as long as the entry does not change
 * @param info {@code model_info} as given
 * @param health how its health is checked
 * @param location where it stands
 */
public record ModelEntry(
        String modelName, ModelParams params, String id, JsonObject info, Health health, Location location) {

    /** A deployment of no configuration, which is called by nothing but its name. */
    public static ModelEntry builtIn(String model, String id) {
        return new ModelEntry(
                model,
                ModelParams.only(model),
                id,
                JsonObject.EMPTY,
                new Health(Health.LIMIT, false),
                Location.whole("built in"));
    }

    /** The same with these settings where it has none of its own. */
    ModelEntry inheriting(Map<String, String> settings) {
        return settings.isEmpty()
                ? this
                : new ModelEntry(modelName, params.inheriting(settings), id, info, health, location);
    }

    /**
     * How a deployment's health is checked.
     *
     * @param limit how long a check may take
     * @param inBackground whether it is checked without being asked
     */
    public record Health(Duration limit, boolean inBackground) {

        private static final Duration LIMIT = Duration.ofSeconds(60);

        static Health of(SectionValues info) {
            return new Health(
                    info.span("health_check_timeout", LIMIT), !info.truth("disable_background_health_check", false));
        }
    }
}
