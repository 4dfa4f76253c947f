package dev.dragoman.gateway.ledger;

import dev.dragoman.catalog.CatalogModel;
import dev.dragoman.catalog.Cost;
import dev.dragoman.catalog.Prices;
import dev.dragoman.json.JsonObject;
import dev.dragoman.model.Meter;
import dev.dragoman.model.Metering;
import dev.dragoman.model.Usage;
import dev.dragoman.provider.Operation;
import dev.dragoman.routing.Deployment;
import dev.dragoman.routing.RelaySource;
import dev.dragoman.routing.Source;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Reckons what a request can cost at most. Searches and other tools of vendors are not known beforehand, and not in it. Thread-safe. */
public final class CostCeiling {

    private final PriceBook book;

    public CostCeiling(PriceBook book) {
        this.book = book;
    }

    /**
     * What a request can consume.
     *
     * @param inputTokens null for as many as the model takes
     * @param outputTokens of one answer; null for as many as the model gives
     * @param answers how many
     * @param caches whether it may write to the vendor's cache, which costs more than reading anew
     */
    public record Most(@Nullable Long inputTokens, @Nullable Long outputTokens, long answers, boolean caches) {}

    /** Nano-dollars that the request costs at a deployment at most; empty when a price or a limit is not known. */
    public OptionalLong nanos(Source source, Deployment deployment, Most most) {
        Priced priced = source instanceof RelaySource ? book.once(deployment) : book.of(deployment);
        Prices prices = priced.prices();
        if (!prices.isKnown() || prices.byTime()) {
            return OptionalLong.empty();
        }
        if (prices.isFlat()) {
            return complete(priced.cost(Metering.of(Usage.NONE)));
        }
        if (ImageOrder.isImage(source)) {
            Priced image = book.ofImage(deployment, priced, ImageOrder.of(source));
            return complete(image.cost(ImageOrder.metered(source, Metering.of(Usage.NONE))));
        }
        if (source.operation() == Operation.TRANSCRIPTIONS || source.operation() == Operation.TRANSLATIONS) {
            return OptionalLong.empty();
        }
        return tokens(source, priced, most, book.model(deployment));
    }

    /** The longest answer of the deployment's model in tokens; null when it is not known. */
    public @Nullable Long mostOutput(Deployment deployment) {
        CatalogModel model = book.model(deployment);
        return model == null ? null : model.maxOutputTokens();
    }

    private static OptionalLong tokens(Source source, Priced priced, Most most, @Nullable CatalogModel model) {
        Long input = most.inputTokens() != null ? most.inputTokens() : model == null ? null : model.maxInputTokens();
        Long output =
                most.outputTokens() != null ? most.outputTokens() : model == null ? null : model.maxOutputTokens();
        if (input == null || output == null) {
            return OptionalLong.empty();
        }
        long all = output * most.answers();
        long dearest = 0;
        for (Usage usage : usages(input, all, most.caches(), priced.prices().isEven())) {
            Metering metering = Metering.of(usage);
            OptionalLong cost = complete(priced.cost(
                    source.operation() == Operation.SPEECH ? metering.with(Meter.INPUT_CHARACTERS, input) : metering));
            if (cost.isEmpty()) {
                return cost;
            }
            dearest = Math.max(dearest, cost.getAsLong());
        }
        return OptionalLong.of(dearest);
    }

    /** All as text, as sound, as thoughts; what is cached besides. */
    private static Usage[] usages(long input, long output, boolean caches, boolean even) {
        if (even) {
            return new Usage[] {Usage.of(input, output)};
        }
        Long written = caches ? Long.valueOf(input) : null;
        return new Usage[] {
            Usage.of(input, output),
            new Usage(input, output, null, null, written, null, output, null, null, JsonObject.EMPTY),
            new Usage(input, output, null, null, written, written, null, null, null, JsonObject.EMPTY),
            new Usage(input, output, null, null, null, null, null, input, output, JsonObject.EMPTY)
        };
    }

    private static OptionalLong complete(Cost cost) {
        return cost.isComplete() ? OptionalLong.of(cost.nanos()) : OptionalLong.empty();
    }
}
