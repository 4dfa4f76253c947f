package dev.dragoman.gateway.config;

import dev.dragoman.catalog.Adjustment;
import dev.dragoman.gateway.config.ConfigNode.Entry;
import dev.dragoman.gateway.config.ConfigNode.Mapping;
import dev.dragoman.gateway.config.ConfigNode.Scalar;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what concerns prices in {@code litellm_settings}. */
final class PriceSection {

    private static final String SECTION = "litellm_settings";
    private static final String DISCOUNTS = "cost_discount_config";
    private static final String MARGINS = "cost_margin_config";
    private static final String ALL = "global";
    private static final String PERCENTAGE = "percentage";
    private static final String FIXED = "fixed_amount";
    private static final String PART = "a part from 0 to 1, such as 0.05";
    private static final String PUT_ON = "a part such as 0.1, or a map of percentage and fixed_amount";

    private final SectionReader reader;
    private final Mapping litellm;

    PriceSection(SectionReader reader, Mapping litellm) {
        this.reader = reader;
        this.litellm = litellm;
    }

    PriceSettings read(SectionValues values, @Nullable Path file, Duration reload) {
        Map<String, BigDecimal> discounts = discounts();
        Map<String, Margin> margins = margins();
        Margin usual = margins.getOrDefault(ALL, Margin.NONE);
        Set<String> providers = new LinkedHashSet<>(discounts.keySet());
        providers.addAll(margins.keySet());
        providers.remove(ALL);
        Map<String, Adjustment> adjustments = new HashMap<>();
        for (String provider : providers) {
            Margin margin = margins.getOrDefault(provider, usual);
            BigDecimal discount = discounts.getOrDefault(provider, BigDecimal.ZERO);
            adjustments.put(provider, new Adjustment(discount, margin.part, margin.fee));
        }
        return new PriceSettings(
                values.truth("local_model_cost_map", false) ? null : values.text("model_cost_map_url"),
                file,
                reload,
                adjustments,
                new Adjustment(BigDecimal.ZERO, usual.part, usual.fee));
    }

    private record Margin(BigDecimal part, BigDecimal fee) {

        static final Margin NONE = new Margin(BigDecimal.ZERO, BigDecimal.ZERO);
    }

    private Map<String, BigDecimal> discounts() {
        Map<String, BigDecimal> discounts = new HashMap<>();
        entries(DISCOUNTS).forEach((provider, entry) -> {
            BigDecimal part = number(entry.value());
            if (part == null || part.compareTo(BigDecimal.ONE) > 0) {
                wrong(entry, KeyPath.child(DISCOUNTS, provider), PART);
            } else {
                discounts.put(provider, part);
            }
        });
        return discounts;
    }

    private Map<String, Margin> margins() {
        Map<String, Margin> margins = new HashMap<>();
        entries(MARGINS).forEach((provider, entry) -> {
            Margin margin = margin(entry.value());
            if (margin == null) {
                wrong(entry, KeyPath.child(MARGINS, provider), PUT_ON);
            } else {
                margins.put(provider, margin);
            }
        });
        return margins;
    }

    private static @Nullable Margin margin(ConfigNode node) {
        if (!(node instanceof Mapping mapping)) {
            BigDecimal part = number(node);
            return part == null ? null : new Margin(part, BigDecimal.ZERO);
        }
        if (!Set.of(PERCENTAGE, FIXED).containsAll(mapping.entries().keySet())) {
            return null;
        }
        BigDecimal part = member(mapping, PERCENTAGE);
        BigDecimal fee = member(mapping, FIXED);
        return part == null || fee == null ? null : new Margin(part, fee);
    }

    private static @Nullable BigDecimal member(Mapping mapping, String name) {
        ConfigNode node = mapping.get(name);
        return node == null ? BigDecimal.ZERO : number(node);
    }

    private static @Nullable BigDecimal number(ConfigNode node) {
        BigDecimal number =
                node instanceof Scalar scalar ? Numbers.decimal(scalar.text().strip()) : null;
        return number == null || number.signum() < 0 ? null : number;
    }

    private Map<String, Entry> entries(String key) {
        Mapping mapping = SectionReader.mapping(litellm, key);
        return mapping == null ? Map.of() : mapping.entries();
    }

    private void wrong(Entry entry, String path, String expected) {
        String whole = KeyPath.child(SECTION, path);
        reader.problems().error(entry.location(), whole, Secrecy.shown(whole, entry.value()), expected);
    }
}
