package dev.dragoman.catalog;

import dev.dragoman.model.ModelTraits;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The models that are known, and how they are found by the many names they go by. Thread-safe. */
public final class Catalog {

    private final Table table;

    Catalog(Table table) {
        this.table = table;
    }

    /** The catalogue that comes with the library; it is read when it is first asked for. */
    public static Catalog builtIn() {
        return BuiltIn.CATALOG;
    }

    /**
     * The model at the provider, or null when it is not known. Tried in turn: the name at the provider, the name alone, the
     * name without its first part, and all of these for what a fine-tuned or dated name was made from.
     *
     * @param provider null when the name stands alone
     */
    public @Nullable CatalogModel find(@Nullable String provider, String model) {
        for (String name : Names.of(model)) {
            CatalogModel found = exactly(provider, name);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    /**
     * What a dialect must know about a model. One that is unknown but of a known family gets what the family shares.
     *
     * @param baseModel the model behind a deployment of another name; null when the name tells
     */
    public ModelTraits traits(String provider, String model, @Nullable String baseModel) {
        String told = baseModel == null || baseModel.isBlank() ? model : baseModel;
        String name = told.startsWith(key(provider, "")) ? told.substring(provider.length() + 1) : told;
        CatalogModel known = find(provider, name);
        if (known != null) {
            return new ModelTraits(name, known.maxOutputTokens(), known.abilities(), true);
        }
        ClaudeFamily family = ClaudeFamily.of(name);
        return family == null
                ? ModelTraits.unknown(name)
                : new ModelTraits(name, ClaudeFamily.MAX_OUTPUT_TOKENS, family.abilities(), false);
    }

    /** All models of a provider, by key. */
    public List<CatalogModel> ofProvider(String provider) {
        return table.all().stream()
                .filter(model -> model.provider().equals(provider))
                .toList();
    }

    private @Nullable CatalogModel exactly(@Nullable String provider, String name) {
        CatalogModel found = provider == null ? null : table.get(key(provider, name));
        if (found == null) {
            found = table.get(name);
        }
        int slash = found == null ? name.indexOf('/') : -1;
        return slash < 0 ? found : table.get(name.substring(slash + 1));
    }

    /** Joined without an expression for it: the JVM would make code for that at start, which takes longer than all the rest. */
    private static String key(String provider, String name) {
        return provider.concat("/").concat(name);
    }

    private static final class BuiltIn {

        static final Catalog CATALOG = new Catalog(Table.builtIn());
    }
}
