package dev.dragoman.gateway.ledger;

import dev.dragoman.catalog.Adjustment;
import dev.dragoman.catalog.Catalog;
import dev.dragoman.catalog.CatalogModel;
import dev.dragoman.catalog.Cost;
import dev.dragoman.catalog.PriceFields;
import dev.dragoman.catalog.Prices;
import dev.dragoman.catalog.Rate;
import dev.dragoman.catalog.Tariff;
import dev.dragoman.catalog.Tariffs;
import dev.dragoman.gateway.config.ModelEntry;
import dev.dragoman.gateway.config.PriceSettings;
import dev.dragoman.json.JsonObject;
import dev.dragoman.model.Metering;
import dev.dragoman.model.Usage;
import dev.dragoman.provider.mock.MockProvider;
import dev.dragoman.routing.Deployment;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The prices of every deployment: its own from the configuration before those of the price maps, and these before those of
 * the catalogue. Found once for each deployment, and again after prices or configuration have changed. Thread-safe.
 */
public final class PriceBook {

    private static final int MAX_KEPT = 10_000;

    /** The name of all servers that requests are handed on to and of which nothing is known. */
    private static final String PASSED = "pass_through";

    private static final List<String> REGIONS = List.of("aws_region_name", "vertex_location", "region_name");

    private static final List<String> OPENAI_REGIONS = List.of("eu", "us", "gov");

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

    private record Page(Catalog catalog, Map<Same, Found> known) {}

    private record Found(Priced priced, @Nullable CatalogModel model) {}

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
        return lookup(deployment).model();
    }

    /** The prices of a deployment. */
    public Prices prices(Deployment deployment) {
        return of(deployment).prices();
    }

    /** What a call of a deployment costs that consumes so much. */
    public Cost estimate(Deployment deployment, Usage usage) {
        return of(deployment).cost(Metering.of(usage));
    }

    Priced of(Deployment deployment) {
        return lookup(deployment).priced();
    }

    private Found lookup(Deployment deployment) {
        Page now = page;
        Same same = new Same(deployment);
        Found known = now.known().get(same);
        if (known != null) {
            return known;
        }
        Found found = new Found(
                found(now.catalog(), deployment), model(now.catalog(), deployment, entries.apply(deployment)));
        if (now.known().size() < MAX_KEPT) {
            now.known().put(same, found);
        }
        return found;
    }

    /** The prices of a deployment that was made for one call and will not be asked for again. */
    Priced once(Deployment deployment) {
        return found(page.catalog(), deployment);
    }

    /** The catalogue's prices of the model that a deployment was made to reach, whatever the configuration says of its own. */
    Priced listed(Deployment deployment) {
        CatalogModel model = model(page.catalog(), deployment, null);
        Prices prices = model == null ? Prices.UNKNOWN : model.prices();
        return Priced.of(prices, settings.get().adjustment(provider(deployment, null)));
    }

    /** The prices of images that were ordered in a size and a quality. */
    Priced ofImage(Deployment deployment, Priced usual, ImageOrder order) {
        ModelEntry entry = entries.apply(deployment);
        CatalogModel image = page.catalog()
                .pricedImage(provider(deployment, entry), deployment.target().model(), order.size(), order.quality());
        boolean own = entry != null && !own(entry).isEmpty();
        return image == null || own ? usual : Priced.of(image.prices(), usual.adjustment());
    }

    private Priced found(Catalog catalog, Deployment deployment) {
        ModelEntry entry = entries.apply(deployment);
        String provider = provider(deployment, entry);
        Adjustment adjustment = settings.get().adjustment(provider);
        String flat = provider.equals(PASSED) ? deployment.target().setting("cost_per_request") : null;
        if (flat != null) {
            return Priced.of(Prices.ofRequest(new BigDecimal(flat)), adjustment);
        }
        UnaryOperator<Prices> adapted = adapted(catalog, deployment, entry, provider);
        if (entry != null && isFixed(entry)) {
            CatalogModel model = model(catalog, deployment, entry);
            Prices prices = model == null ? unlisted(provider) : model.prices();
            return Priced.of(adapted.apply(prices), adjustment);
        }
        Tariffs tariffs = new Tariffs(catalog);
        String asked = deployment.target().model();
        String region = region(deployment.target().settings());
        Function<@Nullable String, Tariff> find = served -> {
            Tariff tariff = tariffs.of(provider, asked, region, served);
            boolean listed = tariff.prices().isKnown() || tariff.fee() != null;
            return (listed ? tariff : Tariff.of(unlisted(provider))).with(adapted);
        };
        return new Priced(find.apply(null), adjustment, find);
    }

    /** Prices and a base model of the operator's decide, whoever answers. */
    private static boolean isFixed(ModelEntry entry) {
        String base = entry.info().string("base_model");
        return !own(entry).isEmpty() || base != null && !base.isBlank();
    }

    /** The vendor's prices of tools, which it lists apart, the region's surcharge, and what the operator says. */
    private static UnaryOperator<Prices> adapted(
            Catalog catalog, Deployment deployment, @Nullable ModelEntry entry, String provider) {
        CatalogModel container = catalog.find(null, provider + "/container");
        Prices tools = container == null ? Prices.UNKNOWN : container.prices();
        String region = openAiRegion(deployment);
        boolean regional = provider.startsWith("vertex_ai") && isRegional(deployment);
        return prices -> {
            Prices placed = regional ? prices.atRegionalEndpoint() : prices;
            placed = region == null ? placed : placed.inRegion(region);
            Prices all = placed.orElse(Rate.CODE_SESSION, tools);
            String mode = entry == null ? null : entry.info().string("mode");
            return entry == null ? all : all.with(own(entry), mode == null ? "" : mode);
        };
    }

    /** What no vendor answers costs nothing. */
    private static Prices unlisted(String provider) {
        return provider.equals(MockProvider.NAME) ? Prices.FREE : Prices.UNKNOWN;
    }

    /** Whether Vertex AI is asked in a region: what no setting tells, the address does. */
    private static boolean isRegional(Deployment deployment) {
        String location = deployment.target().setting("vertex_location");
        String base = deployment.endpoints().base();
        return location == null || location.isBlank()
                ? base.contains("-aiplatform.googleapis.com") || base.contains(".rep.googleapis.com")
                : !location.strip().equals("global");
    }

    /** OpenAI charges more where data must stay in a region, which has an address of its own. */
    private static @Nullable String openAiRegion(Deployment deployment) {
        String base = deployment.endpoints().base();
        for (String region : OPENAI_REGIONS) {
            if (base.startsWith("https://".concat(region).concat(".api.openai.com"))) {
                return region;
            }
        }
        return null;
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
