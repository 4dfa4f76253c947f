package dev.dragoman.gateway.deployment;

import dev.dragoman.gateway.config.RouterSettings;
import dev.dragoman.gateway.config.RoutingStrategy;
import dev.dragoman.routing.AttemptListener;
import dev.dragoman.routing.Deployment;
import dev.dragoman.routing.Source;
import dev.dragoman.routing.choice.UsageBook;
import java.util.function.Supplier;

/**
 * Writes into the books of strategies what attempts tell, as far as the settings ask for it. Calls in flight are always counted: a count
 * that began in the middle of calls would be wrong.
 */
public final class Learning implements AttemptListener {

    private final AttemptListener busy;
    private final UsageBook usage;
    private final AttemptListener paces;
    private final Supplier<RouterSettings> settings;

    /**
     * What is learned.
     *
     * @param busy counts calls in flight
     * @param paces measures speed
     */
    public Learning(AttemptListener busy, UsageBook usage, AttemptListener paces, Supplier<RouterSettings> settings) {
        this.busy = busy;
        this.usage = usage;
        this.paces = paces;
        this.settings = settings;
    }

    @Override
    public void began(Deployment deployment, Source source) {
        busy.began(deployment, source);
    }

    @Override
    public void ended(Deployment deployment, Source source, Ending ending) {
        busy.ended(deployment, source, ending);
        RouterSettings now = settings.get();
        if (Strategies.limits(now)) {
            usage.add(deployment.id(), ending.usage().total());
        }
        if (now.strategy() == RoutingStrategy.LATENCY_BASED_ROUTING) {
            paces.ended(deployment, source, ending);
        }
    }
}
