package dev.dragoman.gateway.ledger;

import dev.dragoman.catalog.Catalog;
import dev.dragoman.catalog.CatalogModel;
import dev.dragoman.catalog.Cost;
import dev.dragoman.catalog.PriceFields;
import dev.dragoman.catalog.Prices;
import dev.dragoman.catalog.Pricing;
import dev.dragoman.gateway.config.ModelEntry;
import dev.dragoman.gateway.config.PriceSettings;
import dev.dragoman.json.JsonObject;
import dev.dragoman.model.Metering;
import dev.dragoman.model.Usage;
import dev.dragoman.provider.mock.MockProvider;
import dev.dragoman.routing.Deployment;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The prices of every deployment: its own from the configuration before those of the price maps, and these before those of
 * the catalogue. Found once for each deployment, and again after prices or configuration have changed. Thread-safe.
 */
public final class PriceBook {

    private static final int MAX_KEPT = 10_000;
    private static final List<String> REGIONS = List.of("aws_region_name", "vertex_location", "region_name");

    private final Function<Deployment, @Nullable ModelEntry> entries;
    private final Supplier<PriceSettings> settings;
    private volatile Page page;

    /**
     * A book.
     *
     * @param entries the configuration's entry of a deployment; null when it has none
     */
    public PriceBook(
            Catalog catalog, Function<Deployment, @Nullable ModelEntry> entries, Supplier<PriceSettings> settings) {
        this.entries = entries;
        this.settings = settings;
        this.page = new Page(catalog, new ConcurrentHashMap<>());
    }

    private record Page(Catalog catalog, Map<Same, Priced> known) {}

    /** A deployment is the same when it is the same object: comparing all its parts would take longer than finding its prices. */
    private record Same(Deployment deployment) {

        @Override
        @SuppressWarnings("ReferenceEquality") // the sense of this record
        public boolean equals(Object other) {
            return other instanceof Same same && same.deployment == deployment;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(deployment);
        }
    }

    /** The catalogue, with the price maps that were read. */
    public Catalog catalog() {
        return page.catalog();
    }

    /** Uses other prices from now on. */
    public void use(Catalog catalog) {
        page = new Page(catalog, new ConcurrentHashMap<>());
    }

    /** Looks everything up anew: the configuration has changed. */
    public void forget() {
        use(page.catalog());
    }

    /** The model of the catalogue that a deployment is; null when none is known. */
    public @Nullable CatalogModel model(Deployment deployment) {
        return model(page.catalog(), deployment, entries.apply(deployment));
    }

    /** The prices of a deployment. */
    public Prices prices(Deployment deployment) {
        return of(deployment).prices();
    }

    /** What a call of a deployment costs that consumes so much. */
    public Cost estimate(Deployment deployment, Usage usage) {
        Priced priced = of(deployment);
        return Pricing.cost(priced.prices(), Metering.of(usage), priced.adjustment());
    }

    Priced of(Deployment deployment) {
        Page now = page;
        Same same = new Same(deployment);
        Priced known = now.known().get(same);
        if (known != null) {
            return known;
        }
        Priced found = found(now.catalog(), deployment);
        if (now.known().size() < MAX_KEPT) {
            now.known().put(same, found);
        }
        return found;
    }

    /** The prices of a deployment that was made for one call and will not be asked for again. */
    Priced once(Deployment deployment) {
        return found(page.catalog(), deployment);
    }

    /** The prices of images that were ordered in a size and a quality. */
    Priced ofImage(Deployment deployment, ImageOrder order) {
        ModelEntry entry = entries.apply(deployment);
        Priced usual = of(deployment);
        CatalogModel image = page.catalog()
                .pricedImage(provider(deployment, entry), deployment.target().model(), order.size(), order.quality());
        boolean own = entry != null && !own(entry).isEmpty();
        return image == null || own ? usual : new Priced(image.prices(), usual.adjustment());
    }

    private Priced found(Catalog catalog, Deployment deployment) {
        ModelEntry entry = entries.apply(deployment);
        CatalogModel model = model(catalog, deployment, entry);
        Prices prices = model == null ? unlisted(deployment, entry) : model.prices();
        String region = openAiRegion(deployment);
        prices = region == null ? prices : prices.inRegion(region);
        if (entry != null) {
            String mode = entry.info().string("mode");
            prices = prices.with(own(entry), mode == null ? "" : mode);
        }
        return new Priced(prices, settings.get().adjustment(provider(deployment, entry)));
    }

    /** What no vendor answers costs nothing. */
    private static Prices unlisted(Deployment deployment, @Nullable ModelEntry entry) {
        return provider(deployment, entry).equals(MockProvider.NAME) ? Prices.FREE : Prices.UNKNOWN;
    }

    /** OpenAI charges more where data must stay in a region, which has an address of its own. */
    private static @Nullable String openAiRegion(Deployment deployment) {
        String base = deployment.endpoints().base();
        return base.startsWith("https://eu.api.openai.com")
                ? "eu"
                : base.startsWith("https://us.api.openai.com") ? "us" : null;
    }

    /** What stands in litellm_params counts before what stands in model_info. */
    private static PriceFields own(ModelEntry entry) {
        return PriceFields.of(entry.info().merged(entry.params().prices()));
    }

    private static @Nullable CatalogModel model(Catalog catalog, Deployment deployment, @Nullable ModelEntry entry) {
        JsonObject info = entry == null ? JsonObject.EMPTY : entry.info();
        return catalog.priced(
                provider(deployment, entry),
                deployment.target().model(),
                region(deployment.target().settings()),
                info.string("base_model"));
    }

    /** What a mocked deployment answers costs as much as if its provider had answered. */
    private static String provider(Deployment deployment, @Nullable ModelEntry entry) {
        String name = deployment.provider().name();
        if (entry == null || !name.equals(MockProvider.NAME)) {
            return name;
        }
        String told = entry.params().provider();
        String model = entry.params().model();
        int slash = model.indexOf('/');
        return told != null ? told : slash < 0 ? name : model.substring(0, slash);
    }

    private static @Nullable String region(Map<String, String> settings) {
        for (String name : REGIONS) {
            String region = settings.get(name);
            if (region != null) {
                return region;
            }
        }
        return null;
    }
}
