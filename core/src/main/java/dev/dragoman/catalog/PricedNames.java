package dev.dragoman.catalog;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The keys under which a model's prices may stand, the most exact first: with provider and region, with the provider, alone,
 * without a first part, for Bedrock without the geography of an inference profile; then the same for the name without its
 * version. A tuned model never stands under the model that it was made from, which is cheaper.
 */
final class PricedNames {

    private static final String BEDROCK = "bedrock";
    private static final List<String> GEOGRAPHIES =
            List.of("us-gov.", "us.", "eu.", "apac.", "global.", "jp.", "au.", "ca.", "sa.", "me.", "af.");

    private PricedNames() {}

    static Set<String> of(String provider, String model, @Nullable String region) {
        Set<String> keys = new LinkedHashSet<>();
        List<String> variants = variants(provider, model);
        for (String name : variants) {
            add(provider, name, region, keys);
        }
        for (String name : variants) {
            add(provider, Names.undated(name), region, keys);
        }
        return keys;
    }

    /** Keys of an image's prices: with quality and size, and with the size alone. */
    static Set<String> ofImage(String provider, String model, @Nullable String size, @Nullable String quality) {
        Set<String> keys = new LinkedHashSet<>();
        if (size != null) {
            String sized = size.replace("x", "-x-");
            String qualified = quality == null ? "standard" : quality;
            add(provider, joined(qualified, joined(sized, model)), null, keys);
            add(provider, joined(sized, model), null, keys);
        }
        return keys;
    }

    private static void add(String provider, String name, @Nullable String region, Set<String> keys) {
        if (region != null) {
            keys.add(joined(provider, joined(region, name)));
        }
        keys.add(joined(provider, name));
        keys.add(name);
        int slash = name.indexOf('/');
        if (slash >= 0) {
            keys.add(name.substring(slash + 1));
        }
    }

    private static List<String> variants(String provider, String model) {
        List<String> names = new ArrayList<>(4);
        names.add(model);
        names.add(Names.tuned(model));
        if (provider.equals(BEDROCK)) {
            String last = model.substring(model.lastIndexOf('/') + 1);
            names.add(last);
            for (String geography : GEOGRAPHIES) {
                if (last.startsWith(geography)) {
                    names.add(last.substring(geography.length()));
                }
            }
        }
        return names;
    }

    /** Without an expression for it: the JVM would make code for that at start. */
    private static String joined(String first, String rest) {
        return first.concat("/").concat(rest);
    }
}
