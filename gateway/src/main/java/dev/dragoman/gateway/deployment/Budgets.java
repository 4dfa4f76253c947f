package dev.dragoman.gateway.deployment;

import dev.dragoman.gateway.call.Call;
import dev.dragoman.gateway.call.SpendBook;
import dev.dragoman.gateway.call.SpendFollower;
import dev.dragoman.gateway.config.ModelEntry;
import dev.dragoman.gateway.config.RouteChecks;
import dev.dragoman.gateway.config.SpendLimit;
import dev.dragoman.json.JsonNull;
import dev.dragoman.json.JsonNumber;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.routing.Deployment;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Budgets of providers, deployments and tags, and what was spent of them. A budget is over when what was spent reaches it: answers that
 * are on their way may exceed it.
 *
 * @see <a href="https://docs.litellm.ai/docs/proxy/provider_budget_routing">LiteLLM: budget routing</a>
 */
public final class Budgets implements SpendFollower {

    private static final int NANO_DIGITS = 9;

    private final Supplier<ModelTable> models;
    private final SpendBook book;
    private final Gauge gauge;
    private final CallTags tags = new CallTags();

    /**
     * Budgets.
     *
     * @param book tells what was spent
     */
    public Budgets(Supplier<ModelTable> models, SpendBook book, Gauge gauge) {
        this.models = models;
        this.book = book;
        this.gauge = gauge;
    }

    /** Is told what is left of a provider's budget, in US dollars. */
    @FunctionalInterface
    public interface Gauge {

        void remaining(String provider, double dollars);
    }

    /** A budget by its name in the book. */
    private record Budget(String key, SpendLimit limit) {}

    @Override
    public void spent(Call call, Deployment deployment, long nanoDollars) {
        ModelTable table = models.get();
        if (nanoDollars <= 0 || !table.hasBudgets()) {
            return;
        }
        RouteChecks checks = table.settings().router().checks();
        String provider = deployment.provider().name();
        add(ofProvider(provider, checks), nanoDollars);
        add(ofDeployment(deployment, table), nanoDollars);
        if (!checks.spend().tags().isEmpty()) {
            tags.of(call, checks.tags()).forEach(tag -> add(ofTag(tag, checks), nanoDollars));
        }
        Budget told = ofProvider(provider, checks);
        if (told != null) {
            gauge.remaining(provider, left(told).doubleValue());
        }
    }

    /** Why the deployment may not be asked; null when no budget forbids it. */
    @Nullable
    String forbidding(Deployment deployment, ModelTable table) {
        String provider = deployment.provider().name();
        Budget ofProvider = ofProvider(provider, table.settings().router().checks());
        if (ofProvider != null && isOver(ofProvider)) {
            return "Exceeded budget for provider " + provider + ": " + numbers(ofProvider);
        }
        Budget own = ofDeployment(deployment, table);
        return own == null || !isOver(own)
                ? null
                : "Exceeded budget for deployment model_name: " + deployment.group() + ", litellm_params.model: "
                        + deployment.modelString() + ", model_id: " + deployment.id() + ": " + numbers(own);
    }

    /** Why no deployment may be asked in the name of the call's tags; null when no budget forbids it. */
    @Nullable
    String forbidding(Call call, RouteChecks checks) {
        if (checks.spend().tags().isEmpty()) {
            return null;
        }
        for (String tag : tags.of(call, checks.tags())) {
            Budget budget = ofTag(tag, checks);
            if (budget != null && isOver(budget)) {
                return "Exceeded budget for tag='" + tag + "', tag_spend=" + dollars(spent(budget))
                        + ", tag_budget_limit=" + dollars(budget.limit().dollars());
            }
        }
        return null;
    }

    /** What is told at {@code /provider/budgets}. */
    public JsonObject providers() {
        JsonObject.Builder providers = JsonObject.builder();
        Map<String, SpendLimit> limits =
                models.get().settings().router().checks().spend().providers();
        limits.forEach((provider, limit) -> {
            Budget budget = new Budget(key("provider", provider, limit), limit);
            Instant end = book.end(budget.key());
            providers.put(
                    provider,
                    JsonObject.builder()
                            .put("budget_limit", new JsonNumber(dollars(limit.dollars())))
                            .put("time_period", limit.period().text())
                            .put("spend", new JsonNumber(dollars(spent(budget))))
                            .put("budget_reset_at", end == null ? JsonNull.NULL : new JsonString(end.toString()))
                            .build());
            gauge.remaining(provider, left(budget).doubleValue());
        });
        return JsonObject.of("providers", providers.build());
    }

    private @Nullable Budget ofProvider(String provider, RouteChecks checks) {
        SpendLimit limit = checks.spend().providers().get(provider);
        return limit == null ? null : new Budget(key("provider", provider, limit), limit);
    }

    private @Nullable Budget ofDeployment(Deployment deployment, ModelTable table) {
        ModelEntry entry = table.entry(deployment);
        SpendLimit limit = entry == null ? null : entry.params().serving().budget();
        return limit == null ? null : new Budget(key("deployment", deployment.id(), limit), limit);
    }

    private @Nullable Budget ofTag(String tag, RouteChecks checks) {
        SpendLimit limit = checks.spend().tags().get(tag);
        return limit == null ? null : new Budget(key("tag", tag, limit), limit);
    }

    private static String key(String kind, String name, SpendLimit limit) {
        return kind + "_spend:" + name + ":" + limit.period().text();
    }

    private void add(@Nullable Budget budget, long nanoDollars) {
        if (budget != null) {
            book.add(budget.key(), nanoDollars, budget.limit().period());
        }
    }

    private boolean isOver(Budget budget) {
        return spent(budget).compareTo(budget.limit().dollars()) >= 0;
    }

    private BigDecimal left(Budget budget) {
        return budget.limit().dollars().subtract(spent(budget)).max(BigDecimal.ZERO);
    }

    private BigDecimal spent(Budget budget) {
        return BigDecimal.valueOf(book.spent(budget.key()), NANO_DIGITS);
    }

    private String numbers(Budget budget) {
        return dollars(spent(budget)) + " >= " + dollars(budget.limit().dollars());
    }

    private static String dollars(BigDecimal amount) {
        return amount.stripTrailingZeros().toPlainString();
    }
}
