package dev.dragoman.catalog;

import dev.dragoman.model.Terms;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Classes of service that have prices of their own. */
public enum ServiceTier {
    STANDARD("", ""),
    FLEX("!flex", "_flex"),
    PRIORITY("!priority", "_priority"),
    BATCH("!batch", "_batches");

    private final String mark;
    private final String suffix;

    ServiceTier(String mark, String suffix) {
        this.mark = mark;
        this.suffix = suffix;
    }

    /** The class of service on these terms; the vendor's words for it differ. */
    static ServiceTier on(Terms terms) {
        if (terms.batch()) {
            return BATCH;
        }
        String told = terms.serviceTier();
        return told == null ? STANDARD : of(told.toLowerCase(Locale.ROOT));
    }

    private static ServiceTier of(String word) {
        return switch (word) {
            case "flex", "on_demand_flex" -> FLEX;
            case "priority", "on_demand_priority" -> PRIORITY;
            case "batch" -> BATCH;
            default -> STANDARD;
        };
    }

    /** Its place in arrays. */
    @SuppressWarnings("EnumOrdinal") // a place in arrays that are never stored
    int index() {
        return ordinal();
    }

    /** What follows a price's name in the catalogue. */
    String mark() {
        return mark;
    }

    /** What follows a price's name in LiteLLM's price map. */
    String suffix() {
        return suffix;
    }

    static @Nullable ServiceTier ofMark(String mark) {
        for (ServiceTier tier : values()) {
            if (tier.mark.equals(mark)) {
                return tier;
            }
        }
        return null;
    }
}
