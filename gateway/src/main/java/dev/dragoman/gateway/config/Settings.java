package dev.dragoman.gateway.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything the operator decided. Immutable.
 *
 * @param models the deployments, in the order of the file
 * @param general the server
 * @param litellm defaults of calls
 * @param router the choice among deployments
 * @param dragoman what LiteLLM has no key for
 * @param prices where prices come from, and what is done to them
 * @param relays what is handed on as it is
 * @param cache the cache of answers; null when there is none
 * @param spend what the ledger keeps of calls
 * @param access rules for keys and people
 * @param budgets how budgets are kept
 * @param alerts where alerts go
 * @param identity who may call without a key of the gateway
 * @param login who may log in
 * @param modelStore what of this is kept in the database
 */
public record Settings(
        List<ModelEntry> models,
        GeneralSettings general,
        LitellmSettings litellm,
        RouterSettings router,
        DragomanSettings dragoman,
        PriceSettings prices,
        RelaySettings relays,
        @Nullable CacheSettings cache,
        SpendSettings spend,
        AccessSettings access,
        BudgetSettings budgets,
        AlertSettings alerts,
        IdentitySettings identity,
        LoginRules login,
        ModelStoreSettings modelStore) {

    public Settings {
        models = List.copyOf(models);
    }

    /** Settings of a gateway that hands nothing on but what is built in. */
    public Settings(
            List<ModelEntry> models,
            GeneralSettings general,
            LitellmSettings litellm,
            RouterSettings router,
            DragomanSettings dragoman,
            PriceSettings prices) {
        this(
                models,
                general,
                litellm,
                router,
                dragoman,
                prices,
                RelaySettings.NONE,
                null,
                SpendSettings.DEFAULTS,
                AccessSettings.DEFAULTS,
                BudgetSettings.DEFAULTS,
                AlertSettings.NONE,
                IdentitySettings.KEYS_ONLY,
                LoginRules.DEFAULTS,
                ModelStoreSettings.NONE);
    }
}
