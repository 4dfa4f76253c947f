package dev.dragoman.gateway;

import dev.dragoman.catalog.CatalogModel;
import dev.dragoman.catalog.ChatTokens;
import dev.dragoman.catalog.Cost;
import dev.dragoman.catalog.Prices;
import dev.dragoman.catalog.Rate;
import dev.dragoman.gateway.budget.CostBound;
import dev.dragoman.gateway.budget.Demand;
import dev.dragoman.gateway.call.Call;
import dev.dragoman.gateway.deployment.ModelTable;
import dev.dragoman.gateway.ledger.PriceBook;
import dev.dragoman.json.JsonObject;
import dev.dragoman.model.Usage;
import dev.dragoman.routing.Deployment;
import dev.dragoman.routing.Fallbacks;
import dev.dragoman.routing.RelaySource;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What calls can cost at most, by the price book: the room that keeps budgets does not see the one that has the prices. */
record PriceBound(PriceBook book, Supplier<ModelTable> models, ChatTokens tokens) implements CostBound {

    @Override
    public OptionalLong nanos(Call call, Demand demand) {
        long most = 0;
        for (Deployment deployment : candidates(call)) {
            Long one = nanos(call, deployment, demand);
            if (one == null) {
                return OptionalLong.empty();
            }
            most = Math.max(most, one);
        }
        return OptionalLong.of(most);
    }

    @Override
    public OptionalLong mostOutput(Call call) {
        long most = 0;
        for (Deployment deployment : candidates(call)) {
            CatalogModel model = book.model(deployment);
            Long one = model == null ? null : model.maxOutputTokens();
            if (one == null) {
                return OptionalLong.empty();
            }
            most = Math.max(most, one);
        }
        return most == 0 ? OptionalLong.empty() : OptionalLong.of(most);
    }

    @Override
    public long inputTokens(Call call) {
        JsonObject request = call.source().body().toObject();
        long most = 0;
        for (Deployment deployment : candidates(call)) {
            most = Math.max(most, tokens.request(deployment.target().model(), request));
        }
        return most;
    }

    /** Whoever may answer: the deployments of the model, and of all models that stand by for it. */
    private List<Deployment> candidates(Call call) {
        if (call.source() instanceof RelaySource relay) {
            return relay.counted() ? List.of(relay.deployment()) : List.of();
        }
        ModelTable table = models.get();
        Fallbacks standing = call.options()
                .fallbacks()
                .over(call.model(), table.settings().router().resilience().fallbacks());
        if (standing.equals(Fallbacks.NONE)) {
            return table.find(call.model());
        }
        Set<String> names = new LinkedHashSet<>();
        reach(call.model(), standing, names);
        List<Deployment> all = new ArrayList<>();
        names.forEach(name -> all.addAll(table.find(name)));
        return all;
    }

    private static void reach(String model, Fallbacks standing, Set<String> names) {
        if (names.add(model)) {
            reach(model, standing.general(), standing, names);
            reach(model, standing.contextWindow(), standing, names);
            reach(model, standing.contentPolicy(), standing, names);
        }
    }

    private static void reach(
            String model, @Nullable Map<String, List<Fallbacks.Target>> groups, Fallbacks standing, Set<String> names) {
        if (groups != null) {
            groups.getOrDefault(model, groups.getOrDefault("*", List.of()))
                    .forEach(target -> reach(target.model(), standing, names));
        }
    }

    private @Nullable Long nanos(Call call, Deployment deployment, Demand demand) {
        Prices prices = book.prices(deployment);
        return switch (call.source().operation()) {
            case IMAGES, IMAGE_EDITS, IMAGE_VARIATIONS -> units(prices, Rate.OUTPUT_IMAGE, demand.answers());
            case SPEECH -> units(prices, Rate.INPUT_CHARACTER, orZero(demand.inputTokens()));
            case TRANSCRIPTIONS, TRANSLATIONS, REALTIME, BATCHES ->
                prices.isFlat() ? tokens(deployment, 0, 0, false) : null;
            default -> ofTokens(deployment, prices, demand);
        };
    }

    /** So many units of one price; null when that is not how the model is charged. */
    private static @Nullable Long units(Prices prices, Rate rate, long units) {
        BigDecimal price = prices.dollars(rate);
        if (price == null) {
            return prices.isKnown() && prices.equals(Prices.FREE) ? Long.valueOf(0) : null;
        }
        return price.multiply(BigDecimal.valueOf(units))
                .movePointRight(9)
                .setScale(0, RoundingMode.UP)
                .longValue();
    }

    private @Nullable Long ofTokens(Deployment deployment, Prices prices, Demand demand) {
        if (prices.isFlat()) {
            return tokens(deployment, 0, 0, false);
        }
        CatalogModel model = book.model(deployment);
        Long input = first(demand.inputTokens(), model == null ? null : model.maxInputTokens());
        Long most = model == null ? null : model.maxOutputTokens();
        Long asked = demand.outputTokens();
        Long output = asked == null ? most : most == null ? asked : Long.valueOf(Math.min(asked, most));
        if (input == null || output == null) {
            return prices.equals(Prices.FREE) ? Long.valueOf(0) : null;
        }
        long answers = Math.max(1, demand.answers());
        Long plain = tokens(deployment, input, output * answers, false);
        Long written = demand.caches() ? tokens(deployment, input, output * answers, true) : plain;
        return plain == null || written == null ? plain : Long.valueOf(Math.max(plain, written));
    }

    private @Nullable Long tokens(Deployment deployment, long input, long output, boolean written) {
        Usage usage = written
                ? new Usage(input, output, null, null, input, input, null, null, null, JsonObject.EMPTY)
                : Usage.of(input, output);
        Cost cost = book.estimate(deployment, usage);
        return cost.isComplete() ? Long.valueOf(cost.nanos()) : null;
    }

    private static @Nullable Long first(@Nullable Long one, @Nullable Long other) {
        return one != null ? one : other;
    }

    private static long orZero(@Nullable Long value) {
        return value == null ? 0 : value;
    }
}
