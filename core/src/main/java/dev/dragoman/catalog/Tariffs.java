package dev.dragoman.catalog;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Finds by which model's prices an answer is charged when its vendor says who answered. What was asked decides, with three
 * exceptions: a router's answer costs what the model costs that it chose; a name that points at a version, or that is the
 * operator's own as at Azure, costs what the version costs that answered; and a name without a price costs what the model costs
 * that answered. Where two other priced names contradict each other, the dearer counts.
 *
 * @see <a href="https://learn.microsoft.com/azure/ai-foundry/openai/concepts/model-router">Azure: model router</a>
 * @see <a href="https://openrouter.ai/docs/guides/routing/routers/auto-router">OpenRouter: auto router</a>
 */
public final class Tariffs {

    private static final String AZURE = "azure";
    private static final String AZURE_AI = "azure_ai";
    private static final String ROUTER_FEE = "azure_ai/model_router";
    private static final String LATEST = "latest";

    private final Catalog catalog;

    /** Tariffs of the catalogue's models. */
    public Tariffs(Catalog catalog) {
        this.catalog = catalog;
    }

    /**
     * The tariff of an answer; its prices are unknown when no price is.
     *
     * @param asked the model that was asked for, as its provider names it
     * @param region where the model runs; null when that is not known
     * @param served the model that answered, as the vendor names it; null when it does not say
     */
    public Tariff of(String provider, String asked, @Nullable String region, @Nullable String served) {
        CatalogModel usual = catalog.priced(provider, asked, region, null);
        if (isRouter(provider, asked)) {
            return routed(provider, region, served == null || isRouter(provider, served) ? null : served);
        }
        if (served == null || served.isBlank() || served.equals(asked)) {
            return of(usual);
        }
        CatalogModel answering = catalog.priced(provider, served, region, null);
        if (usual == null || answering == null) {
            return of(usual == null ? answering : usual);
        }
        if (usual.key().equals(answering.key())) {
            return of(usual);
        }
        boolean decides = isMoreExact(asked, served) || isAzure(provider);
        return decides ? of(answering) : new Tariff(usual.prices(), answering.prices(), null);
    }

    private static Tariff of(@Nullable CatalogModel model) {
        return Tariff.of(model == null ? Prices.UNKNOWN : model.prices());
    }

    /** Without a word on who answered, or a price for it, the cost is not known in full. */
    private Tariff routed(String provider, @Nullable String region, @Nullable String served) {
        CatalogModel model = served == null ? null : catalog.priced(provider, served, region, null);
        if (model == null && served != null && isAzure(provider)) {
            CatalogModel sibling = catalog.priced(AZURE, served, region, null);
            model = sibling == null ? catalog.priced(provider, served, region, served) : sibling;
        }
        Prices prices = model == null ? Prices.UNKNOWN : model.prices();
        CatalogModel fee = isAzure(provider) ? catalog.find(null, ROUTER_FEE) : null;
        return new Tariff(prices, null, fee == null ? null : fee.prices());
    }

    /** Whether the name is that of a service which chooses a model for each call. */
    public static boolean isRouter(String provider, String model) {
        String name = model.toLowerCase(Locale.ROOT);
        if (isAzure(provider)) {
            return name.contains("model-router") || name.contains("model_router");
        }
        return name.equals("auto") || name.endsWith("/auto");
    }

    private static boolean isAzure(String provider) {
        return provider.equals(AZURE) || provider.equals(AZURE_AI);
    }

    /** Whether the second name is a version of the first, or of what the first points at. */
    private static boolean isMoreExact(String asked, String served) {
        if (asked.endsWith(LATEST)) {
            return true;
        }
        String name = bare(asked);
        String version = bare(served);
        return version.length() > name.length()
                && version.startsWith(name)
                && "-@:".indexOf(version.charAt(name.length())) >= 0
                && version.chars()
                        .skip(name.length())
                        .allMatch(c -> c >= '0' && c <= '9' || c == '-' || c == '@' || c == ':');
    }

    private static String bare(String model) {
        return model.substring(model.lastIndexOf('/') + 1);
    }
}
