package dev.dragoman.gateway.config;

import dev.dragoman.json.JsonNumber;
import dev.dragoman.json.JsonObject;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Rules for keys, and for the people who hold them.
 *
 * @param keyDefaults values of new keys that say nothing else
 * @param keyBounds what new keys may have at most
 * @param keyRules who may make which keys ({@code team_key_generation}, {@code personal_key_generation})
 * @param userDefaults values of new users that say nothing else
 * @param teamDefaults values of new teams that say nothing else
 * @param serviceAccounts rules for keys of services
 * @param checkedAliases whether names of keys must have a form
 * @param believed how long a key is believed before the database is asked again
 * @param enforcedParams members that every request must have
 * @param userEnforced whether every request must name its end user
 * @param clientTags whether requests may bring tags of their own
 * @param adminOnly paths for administrators only
 * @param allowedAddresses clients' addresses; empty for all
 * @param forwarded whether the client's address is taken from {@code X-Forwarded-For}
 * @param audited whether changes are written down
 * @param counted which tokens count for limits
 * @param mostNanos nano-dollars that may be spent on the whole gateway; null for any number
 * @param mostFor period of them; null for ever
 */
public record AccessSettings(
        JsonObject keyDefaults,
        JsonObject keyBounds,
        JsonObject keyRules,
        JsonObject userDefaults,
        JsonObject teamDefaults,
        JsonObject serviceAccounts,
        boolean checkedAliases,
        Duration believed,
        List<String> enforcedParams,
        boolean userEnforced,
        boolean clientTags,
        List<String> adminOnly,
        List<String> allowedAddresses,
        boolean forwarded,
        boolean audited,
        CountedTokens counted,
        @Nullable Long mostNanos,
        @Nullable String mostFor) {

    /** No rules; changes are written down. */
    public static final AccessSettings DEFAULTS = new AccessSettings(
            JsonObject.EMPTY,
            JsonObject.EMPTY,
            JsonObject.EMPTY,
            JsonObject.EMPTY,
            JsonObject.EMPTY,
            JsonObject.EMPTY,
            false,
            Duration.ofSeconds(60),
            List.of(),
            false,
            true,
            List.of(),
            List.of(),
            false,
            true,
            CountedTokens.TOTAL,
            null,
            null);

    public AccessSettings {
        enforcedParams = List.copyOf(enforcedParams);
        adminOnly = List.copyOf(adminOnly);
        allowedAddresses = List.copyOf(allowedAddresses);
    }

    /** The budget of new users has keys of its own, which count where their defaults name none. */
    private static JsonObject userDefaults(SectionValues litellm) {
        JsonObject.Builder budget = JsonObject.builder();
        BigDecimal most = litellm.decimal("max_internal_user_budget");
        if (most != null) {
            budget.put("max_budget", new JsonNumber(most.toPlainString()));
        }
        String period = litellm.text("internal_user_budget_duration");
        if (period != null && BudgetPeriod.of(period) != null) {
            budget.put("budget_duration", period);
        }
        return budget.build().merged(litellm.object("default_internal_user_params"));
    }

    static AccessSettings of(SectionValues litellm, SectionValues general) {
        return new AccessSettings(
                litellm.object("default_key_generate_params"),
                litellm.object("upperbound_key_generate_params"),
                litellm.object("key_generation_settings"),
                userDefaults(litellm),
                litellm.object("default_team_params"),
                general.object("service_account_settings"),
                litellm.truth("enable_key_alias_format_validation", DEFAULTS.checkedAliases),
                general.span("user_api_key_cache_ttl", DEFAULTS.believed),
                general.texts("enforced_params"),
                general.truth("enforce_user_param", DEFAULTS.userEnforced),
                !general.truth("reject_clientside_metadata_tags", !DEFAULTS.clientTags),
                general.texts("admin_only_routes"),
                general.texts("allowed_ips"),
                general.truth("use_x_forwarded_for", DEFAULTS.forwarded),
                litellm.truth("store_audit_logs", DEFAULTS.audited),
                CountedTokens.valueOf(counted(general)),
                BudgetSection.nanos(litellm.decimal("max_budget")),
                litellm.text("budget_duration"));
    }

    private static String counted(SectionValues general) {
        String told = general.text("token_rate_limit_type");
        return (told == null ? DEFAULTS.counted.name() : told).toUpperCase(Locale.ROOT);
    }
}
