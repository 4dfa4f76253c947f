package dev.dragoman.catalog;

import dev.dragoman.model.ModelTraits;
import dev.dragoman.model.ModelTraits.Ability;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The models that are known, and how they are found by the many names they go by. Thread-safe. */
public final class Catalog {

    private final Models models;

    Catalog(Models models) {
        this.models = models;
    }

    /** The catalogue that comes with the library; it is read as far as it is asked for. */
    public static Catalog builtIn() {
        return BuiltIn.CATALOG;
    }

    /** This catalogue with the models of a price map on top. */
    public Catalog with(PriceMap map) {
        return new Catalog(map.over(models));
    }

    /**
     * The model at the provider, or null when it is not known. Tried in turn: the name at the provider, the name alone, the
     * name without its first part, and all of these for what a fine-tuned or dated name was made from.
     *
     * @param provider null when the name stands alone
     */
    public @Nullable CatalogModel find(@Nullable String provider, String model) {
        return find(provider, model, known -> true);
    }

    private @Nullable CatalogModel find(@Nullable String provider, String model, Predicate<CatalogModel> wanted) {
        for (String name : Names.of(model)) {
            CatalogModel found = exactly(provider, name, wanted);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    /**
     * The model whose prices a deployment has, or null when none is known. Prices of another provider do not count, unless the
     * base model asks for them.
     *
     * @param region where the model runs; null when that is not known
     * @param baseModel the model behind a deployment of another name; null when the name tells
     */
    public @Nullable CatalogModel priced(
            String provider, String model, @Nullable String region, @Nullable String baseModel) {
        String home = ProviderNames.home(provider);
        if (baseModel != null && !baseModel.isBlank()) {
            return first(PricedNames.of(home, baseModel, region), any -> true);
        }
        return first(
                PricedNames.of(home, model, region), found -> found.provider().equals(home));
    }

    /**
     * The model whose prices an image has, or null when none is known. Some vendors' images cost by size and quality.
     *
     * @param size such as {@code 1024x1024}; null when the vendor chose
     * @param quality the vendor's word; null for the usual one
     */
    public @Nullable CatalogModel pricedImage(
            String provider, String model, @Nullable String size, @Nullable String quality) {
        String home = ProviderNames.home(provider);
        return first(
                PricedNames.ofImage(home, model, size, quality),
                found -> found.provider().equals(home));
    }

    private @Nullable CatalogModel first(Set<String> keys, Predicate<CatalogModel> wanted) {
        for (String key : keys) {
            CatalogModel found = models.get(key);
            if (found != null && wanted.test(found)) {
                return found;
            }
        }
        return null;
    }

    /**
     * What a dialect must know about a model: from its maker where the maker's models are described completely, else what is
     * known to work. One that is unknown but of a known family gets what the family shares.
     *
     * @param baseModel the model behind a deployment of another name; null when the name tells
     */
    public ModelTraits traits(String provider, String model, @Nullable String baseModel) {
        String told = baseModel == null || baseModel.isBlank() ? model : baseModel;
        String name = told.startsWith(key(provider, "")) ? told.substring(provider.length() + 1) : told;
        CatalogModel complete = find(provider, name, CatalogModel::complete);
        return complete == null
                ? partly(provider, name)
                : new ModelTraits(name, complete.maxOutputTokens(), complete.abilities(), true);
    }

    /** Of such a model nothing may be refused, for what is not listed may still work. */
    private ModelTraits partly(String provider, String name) {
        CatalogModel known = priced(provider, name, null, null);
        ClaudeFamily family = ClaudeFamily.of(name);
        Set<Ability> abilities = EnumSet.noneOf(Ability.class);
        if (known != null) {
            abilities.addAll(known.abilities());
        }
        if (family != null) {
            abilities.addAll(family.abilities());
        }
        Long most = known == null ? null : known.maxOutputTokens();
        Long shared = family == null ? null : Long.valueOf(ClaudeFamily.MAX_OUTPUT_TOKENS);
        return new ModelTraits(name, most == null ? shared : most, abilities, false);
    }

    /** All models of a provider, by key. */
    public List<CatalogModel> ofProvider(String provider) {
        return models.all().stream()
                .filter(model -> model.provider().equals(provider))
                .sorted(java.util.Comparator.comparing(CatalogModel::key))
                .toList();
    }

    /** All models. */
    public List<CatalogModel> all() {
        return models.all();
    }

    private @Nullable CatalogModel exactly(@Nullable String provider, String name, Predicate<CatalogModel> wanted) {
        CatalogModel found = provider == null ? null : get(key(provider, name), wanted);
        if (found == null) {
            found = get(name, wanted);
        }
        int slash = found == null ? name.indexOf('/') : -1;
        return slash < 0 ? found : get(name.substring(slash + 1), wanted);
    }

    private @Nullable CatalogModel get(String key, Predicate<CatalogModel> wanted) {
        CatalogModel found = models.get(key);
        return found != null && wanted.test(found) ? found : null;
    }

    /** Joined without an expression for it: the JVM would make code for that at start, which takes longer than all the rest. */
    private static String key(String provider, String name) {
        return provider.concat("/").concat(name);
    }

    private static final class BuiltIn {

        static final Catalog CATALOG = new Catalog(new BuiltInModels());
    }
}
