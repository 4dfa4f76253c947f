package dev.dragoman.catalog;

import dev.dragoman.model.ModelTraits.Ability;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a model.
 *
 * @param key its name in the catalogue; that of a provider other than the maker begins with the provider
 * @param provider where it lives
 * @param mode what it is for: {@code chat}, {@code responses}, {@code completion}, {@code embedding}, ...
 * @param maxInputTokens the longest prompt; null when unknown
 * @param maxOutputTokens the longest answer; null when unknown
 * @param abilities what it can do
 * @param complete whether it can do nothing else: only then a missing ability says anything
 * @param facts what else is known, as {@code name=value} separated by blanks
 * @param priceText what it costs, as {@code name=nanodollars} separated by blanks
 */
public record CatalogModel(
        String key,
        String provider,
        String mode,
        @Nullable Long maxInputTokens,
        @Nullable Long maxOutputTokens,
        Set<Ability> abilities,
        boolean complete,
        String facts,
        String priceText) {

    public CatalogModel {
        abilities = mode.equals("responses") ? servedInResponses(abilities) : Set.copyOf(abilities);
    }

    /** The name without the provider. */
    public String name() {
        String prefix = provider + "/";
        return key.startsWith(prefix) ? key.substring(prefix.length()) : key;
    }

    /** What it costs; made anew each time. */
    public Prices prices() {
        Prices read = PriceText.read(provider, mode, priceText);
        return SearchingModel.is(this, read) ? read.searchingOnce() : read;
    }

    /** One of the facts; null when it is not known. */
    public @Nullable String fact(String name) {
        String wanted = name + "=";
        for (String fact : facts.split(" ", -1)) {
            if (fact.startsWith(wanted)) {
                return fact.substring(wanted.length());
            }
        }
        return null;
    }

    private static Set<Ability> servedInResponses(Set<Ability> abilities) {
        Set<Ability> all = new HashSet<>(abilities);
        all.add(Ability.RESPONSES_ONLY);
        return Set.copyOf(all);
    }
}
