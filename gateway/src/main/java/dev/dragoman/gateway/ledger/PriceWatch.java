package dev.dragoman.gateway.ledger;

import dev.dragoman.catalog.Catalog;
import dev.dragoman.gateway.config.PriceSettings;
import dev.dragoman.http.Upstream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the prices fresh: reads the price maps at start, at every interval, and when asked to. Maps that cannot be used change
 * nothing, and why they cannot is told. Thread-safe.
 */
public final class PriceWatch implements Runnable {

    private static final System.Logger LOG = System.getLogger(PriceWatch.class.getName());
    private static final Duration LOOK = Duration.ofSeconds(1);

    /** Until maps that could not be used are looked at again. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final PriceBook book;
    private final PriceFeed feed;
    private final Supplier<PriceSettings> settings;
    private final InstantSource clock;
    private final LongSupplier nanoClock;
    private final BooleanSupplier closed;
    private volatile State state = new State("", null, 0, null);

    /**
     * A watch.
     *
     * @param builtIn the catalogue below all maps
     * @param network reaches the address of a map
     * @param closed whether it should end
     */
    public PriceWatch(
            PriceBook book,
            Catalog builtIn,
            Upstream network,
            Supplier<PriceSettings> settings,
            InstantSource clock,
            LongSupplier nanoClock,
            BooleanSupplier closed) {
        this.book = book;
        this.feed = new PriceFeed(builtIn, network, nanoClock);
        this.settings = settings;
        this.clock = clock;
        this.nanoClock = nanoClock;
        this.closed = closed;
    }

    /**
     * How prices stand.
     *
     * @param sources the maps that were read last; empty when there are none
     * @param read when they were last read without trouble; null for never
     * @param models how many models they have
     * @param failure why the newest ones are not used; null when they are
     */
    public record State(
            String sources,
            @Nullable Instant read,
            int models,
            @Nullable String failure) {}

    /** How prices stand. */
    public State state() {
        return state;
    }

    /** Reads a file before the first call; an address is read while calls are served already. */
    public void begin() {
        PriceSettings now = settings.get();
        if (now.file() != null && now.mapUrl() == null) {
            reload();
        }
    }

    /**
     * Reads the price maps now.
     *
     * @return how prices stand then; its failure says why the maps cannot be used
     */
    public synchronized State reload() {
        PriceSettings now = settings.get();
        String sources = sources(now);
        try {
            PriceFeed.Read read = feed.read(now);
            book.use(read.catalog());
            state = new State(sources, clock.instant(), read.models(), null);
            read.mistakes().forEach(mistake -> LOG.log(System.Logger.Level.WARNING, "price left out: {0}", mistake));
        } catch (PriceException refused) {
            String failure = String.valueOf(refused.getMessage());
            LOG.log(System.Logger.Level.ERROR, "the new prices cannot be used, the old ones stay: {0}", failure);
            state = new State(sources, state.read(), state.models(), failure);
        }
        return state;
    }

    @Override
    public void run() {
        long read = nanoClock.getAsLong();
        while (!closed.getAsBoolean()) {
            PriceSettings now = settings.get();
            if (!state.sources().equals(sources(now)) || isDue(now, nanoClock.getAsLong() - read)) {
                reload();
                read = nanoClock.getAsLong();
            }
            try {
                Thread.sleep(LOOK);
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private boolean isDue(PriceSettings now, long nanosSince) {
        Duration interval = state.failure() == null ? now.reload() : PATIENCE;
        return now.hasSource() && !interval.isZero() && nanosSince >= interval.toNanos();
    }

    private static String sources(PriceSettings settings) {
        String url = settings.mapUrl() == null ? "" : PriceFeed.shown(settings.mapUrl());
        String file = settings.file() == null ? "" : settings.file().toString();
        return url.isEmpty() || file.isEmpty() ? url + file : url + " and " + file;
    }
}
