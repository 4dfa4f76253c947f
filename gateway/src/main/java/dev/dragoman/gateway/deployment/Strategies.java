package dev.dragoman.gateway.deployment;

import dev.dragoman.gateway.config.RouteChecks;
import dev.dragoman.gateway.config.RouterSettings;
import dev.dragoman.gateway.config.RoutingStrategy;
import dev.dragoman.routing.Deployment;
import dev.dragoman.routing.Shuffle;
import dev.dragoman.routing.Strategy;
import dev.dragoman.routing.TokenEstimate;
import dev.dragoman.routing.choice.BusyBook;
import dev.dragoman.routing.choice.Cheapest;
import dev.dragoman.routing.choice.Fastest;
import dev.dragoman.routing.choice.LeastBusy;
import dev.dragoman.routing.choice.LeastUsed;
import dev.dragoman.routing.choice.PaceBook;
import dev.dragoman.routing.choice.UsageBook;
import dev.dragoman.routing.choice.WithinLimits;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Knows the strategies that settings name, and makes each once for a configuration. Thread-safe. */
public final class Strategies {

    private final Books books;
    private final TokenEstimate tokens;
    private final RandomGenerator random;
    private volatile @Nullable Made made;

    /**
     * Strategies.
     *
     * @param books what they choose by
     * @param tokens counts prompts
     */
    public Strategies(Books books, TokenEstimate tokens, RandomGenerator random) {
        this.books = books;
        this.tokens = tokens;
        this.random = random;
    }

    /**
     * What strategies choose by.
     *
     * @param prices of a token of the prompt and one of the answer together, in US dollars; not a number when unknown
     */
    public record Books(BusyBook busy, UsageBook usage, PaceBook paces, ToDoubleFunction<Deployment> prices) {}

    private record Made(RouterSettings settings, Strategy strategy) {}

    /** Whether limits of requests and tokens in a minute are kept. */
    static boolean limits(RouterSettings settings) {
        return switch (settings.strategy()) {
            case SIMPLE_SHUFFLE, LEAST_BUSY ->
                settings.checks().rates() || settings.checks().beforeCalls();
            case USAGE_BASED_ROUTING, USAGE_BASED_ROUTING_V2, LATENCY_BASED_ROUTING, COST_BASED_ROUTING -> true;
        };
    }

    /** The strategy that the settings name. */
    @SuppressWarnings("ReferenceEquality") // other settings may be equal, and then their strategy is as well
    Strategy of(RouterSettings settings) {
        Made known = made;
        if (known != null && known.settings() == settings) {
            return known.strategy();
        }
        Strategy strategy = limited(settings);
        made = new Made(settings, strategy);
        return strategy;
    }

    private Strategy limited(RouterSettings settings) {
        if (!limits(settings)) {
            return plain(settings);
        }
        RouteChecks checks = settings.checks();
        boolean onlyRequests = !checks.rates()
                && (settings.strategy() == RoutingStrategy.SIMPLE_SHUFFLE
                        || settings.strategy() == RoutingStrategy.LEAST_BUSY);
        return new WithinLimits(plain(settings), books.usage(), onlyRequests ? null : tokens);
    }

    private Strategy plain(RouterSettings settings) {
        return switch (settings.strategy()) {
            case SIMPLE_SHUFFLE -> new Shuffle(random);
            case LEAST_BUSY -> new LeastBusy(books.busy(), random);
            case USAGE_BASED_ROUTING, USAGE_BASED_ROUTING_V2 -> new LeastUsed(books.usage(), random);
            case LATENCY_BASED_ROUTING ->
                new Fastest(books.paces(), settings.choosing().pace(), random);
            case COST_BASED_ROUTING -> new Cheapest(books.prices());
        };
    }
}
