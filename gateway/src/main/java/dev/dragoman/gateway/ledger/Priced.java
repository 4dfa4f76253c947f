package dev.dragoman.gateway.ledger;

import dev.dragoman.catalog.Adjustment;
import dev.dragoman.catalog.Cost;
import dev.dragoman.catalog.Prices;
import dev.dragoman.catalog.Tariff;
import dev.dragoman.model.Metering;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A deployment's prices, and the operator's discount and margin on them. Thread-safe. */
final class Priced {

    private static final int MAX_KEPT = 100;

    private final Tariff usual;
    private final Adjustment adjustment;
    private final @Nullable Function<@Nullable String, Tariff> answered;
    // Vendors choose these names; they are few, and each is looked up once.
    private final Map<String, Tariff> known = new ConcurrentHashMap<>(2);

    /**
     * Prices.
     *
     * @param usual while the vendor does not say who answers
     * @param answered finds the tariff when it says so; null when that changes nothing
     */
    Priced(Tariff usual, Adjustment adjustment, @Nullable Function<@Nullable String, Tariff> answered) {
        this.usual = usual;
        this.adjustment = adjustment;
        this.answered = answered;
    }

    /** These prices, whoever answers. */
    static Priced of(Prices prices, Adjustment adjustment) {
        return new Priced(Tariff.of(prices), adjustment, null);
    }

    /** The prices while the vendor does not say who answers. */
    Prices prices() {
        return usual.prices();
    }

    Adjustment adjustment() {
        return adjustment;
    }

    /** The tariff when that model answers. */
    Tariff tariff(@Nullable String served) {
        Function<@Nullable String, Tariff> find = answered;
        if (find == null || served == null) {
            return usual;
        }
        Tariff found = known.get(served);
        if (found == null) {
            found = find.apply(served);
            if (known.size() < MAX_KEPT) {
                known.put(served, found);
            }
        }
        return found;
    }

    /** What a call costs. */
    Cost cost(Metering metering) {
        return tariff(metering.usage().served().model()).cost(metering, adjustment);
    }
}
