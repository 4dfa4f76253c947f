package dev.dragoman.gateway.config;

import dev.dragoman.json.JsonObject;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One deployment of {@code model_list}. Entries with the same name share the load.
 *
 * @param modelName the public name; may contain {@code *}
 * @param params how the provider is called
 * @param id unique in a configuration, and the same at every start as long as the entry does not change
 * @param info {@code model_info} as given
 * @param health how its health is checked
 * @param location where it stands
 * @param stored whether it is kept in the database, and not in a file
 */
public record ModelEntry(
        String modelName,
        ModelParams params,
        String id,
        JsonObject info,
        Health health,
        Location location,
        boolean stored) {

    /** What tells that a team made the model, and not an administrator; it stands in {@code model_info} of stored models. */
    public static final String OF_TEAM = "made_by_team";

    /** Whether a team made the model that says so of itself. */
    public static boolean isOfTeam(JsonObject info) {
        return Boolean.TRUE.equals(info.bool(OF_TEAM));
    }

    /** Whether a team made it: it is called by what the team brought along, and by nothing of the gateway's. */
    public boolean isOfTeam() {
        return stored && isOfTeam(info);
    }

    /** Whether it is kept and not called. */
    public boolean isBlocked() {
        return stored && Boolean.TRUE.equals(info.bool("blocked"));
    }

    /** The team that alone may call it; null for everybody. */
    public @Nullable String team() {
        return info.string("team_id");
    }

    /** The name by which it is asked for: by its team, where it belongs to one. */
    public String publicName() {
        String own = team() == null ? null : info.string("team_public_model_name");
        return own == null ? modelName : own;
    }

    /** Whether it says where requests go, which is not the place that the provider is known at. */
    public boolean namesAddress() {
        return params.apiBase() != null || params.settings().keySet().stream().anyMatch(ModelEntry::isAddress);
    }

    /** Whether the setting of that name is an address. */
    public static boolean isAddress(String setting) {
        return setting.contains("base") && !setting.equals("base_model")
                || setting.contains("endpoint")
                || setting.contains("url")
                || setting.contains("host");
    }

    /** A deployment of no configuration, which is called by nothing but its name. */
    public static ModelEntry builtIn(String model, String id) {
        return new ModelEntry(
                model,
                ModelParams.only(model),
                id,
                JsonObject.EMPTY,
                Health.onDemand(),
                Location.whole("built in"),
                false);
    }

    /** The same with these settings where it has none of its own. */
    ModelEntry inheriting(Map<String, String> settings) {
        return settings.isEmpty()
                ? this
                : new ModelEntry(modelName, params.inheriting(settings), id, info, health, location, stored);
    }

    /**
     * How a deployment's health is checked.
     *
     * @param limit how long a check may take
     * @param inBackground whether it is checked without being asked
     * @param model what is asked in the place of its own model; null for its own
     * @param maxTokens the longest answer; null for the usual
     * @param reasoningTokens the same of models that reason; null for the usual
     * @param plainTokens the same of models that do not; null for the usual
     * @param voice that speaks; null for the usual
     */
    public record Health(
            Duration limit,
            boolean inBackground,
            @Nullable String model,
            @Nullable Integer maxTokens,
            @Nullable Integer reasoningTokens,
            @Nullable Integer plainTokens,
            @Nullable String voice) {

        /** A minute, in the background too. */
        public static final Health USUAL = new Health(Duration.ofSeconds(60), true, null, null, null, null, null);

        static Health of(SectionValues info) {
            return new Health(
                    info.span("health_check_timeout", USUAL.limit),
                    !info.truth("disable_background_health_check", false),
                    info.text("health_check_model"),
                    info.count("health_check_max_tokens"),
                    info.count("health_check_max_tokens_reasoning"),
                    info.count("health_check_max_tokens_non_reasoning"),
                    info.text("health_check_voice"));
        }

        /** Never without being asked. */
        static Health onDemand() {
            return new Health(USUAL.limit, false, null, null, null, null, null);
        }
    }
}
