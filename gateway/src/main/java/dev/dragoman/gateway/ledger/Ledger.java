package dev.dragoman.gateway.ledger;

import dev.dragoman.catalog.Cost;
import dev.dragoman.error.LlmException;
import dev.dragoman.gateway.call.Call;
import dev.dragoman.gateway.call.CallIds;
import dev.dragoman.gateway.config.SpendSettings;
import dev.dragoman.gateway.ledger.SpendRow.Cached;
import dev.dragoman.gateway.ledger.SpendRow.Times;
import dev.dragoman.json.JsonObject;
import dev.dragoman.model.Usage;
import dev.dragoman.routing.Deployment;
import dev.dragoman.routing.RealtimeSource;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Makes the rows of calls, and hands them to the book. Thread-safe. */
public final class Ledger {

    private static final System.Logger LOG = System.getLogger(Ledger.class.getName());
    private static final String CHECKS = "/health";

    private final Place place;
    private final CallIds ids;
    private final InstantSource clock;
    private final LongSupplier nanoClock;

    /**
     * Where rows go and what they are made of.
     *
     * @param settings what is kept of calls
     * @param tags those of a deployment
     * @param payment what the budgets want to know when a call's row is counted; opaque to the ledger
     */
    public record Place(
            Book book,
            Texts texts,
            Supplier<SpendSettings> settings,
            Function<Deployment, List<String>> tags,
            Function<Call, List<String>> payment) {

        /** Nowhere. */
        public static final Place NOWHERE = new Place(
                Book.NONE, Texts.NONE, () -> SpendSettings.DEFAULTS, deployment -> List.of(), call -> List.of());
    }

    public Ledger(Place place, CallIds ids, InstantSource clock, LongSupplier nanoClock) {
        this.place = place;
        this.ids = ids;
        this.clock = clock;
        this.nanoClock = nanoClock;
    }

    /**
     * Begins the account of a call.
     *
     * @throws dev.dragoman.error.LlmException when it cannot be written down
     */
    Account open(Call call) {
        // What a session consumes is told after it was consumed; checks of the gateway's own are told when they cost
        // something.
        boolean intended = !(call.source() instanceof RealtimeSource);
        boolean check = call.route().startsWith(CHECKS);
        return new Account(this, place, call, ids.next(), intended && !check, check);
    }

    /** A call was not answered that has no account. */
    void failed(Call call, RuntimeException failure) {
        new Account(this, place, call, ids.next(), false, false).failed(failure);
    }

    /** A call was refused before anybody was asked; while nothing can be written down that is not. */
    void refused(Call call, RuntimeException refusal) {
        try {
            failed(call, refusal);
        } catch (LlmException full) {
            LOG.log(System.Logger.Level.DEBUG, "a refusal is not written down: {0}", full.getMessage());
        }
    }

    /** An attempt was given up because another had answered. */
    void hedged(Call call, Deployment deployment, Usage usage, Cost cost) {
        beside(call, deployment, usage, cost, true, "hedged");
    }

    /** The answers of a batch were read. */
    void batched(Call call, Deployment deployment, Usage usage, Cost cost) {
        beside(call, deployment, usage, cost, false, "batch");
    }

    private void beside(Call call, Deployment deployment, Usage usage, Cost cost, boolean estimated, String mark) {
        JsonObject.Builder told = SpendFacts.metadata(call).toBuilder().put(mark, true);
        SpendFacts.answered(told, null, usage, cost);
        CallKind kind = mark.equals("batch") ? new CallKind("aretrieve_batch", "/batches") : CallKind.of(call);
        place.book()
                .outcome(new SpendRow(
                        ids.next(),
                        call.id(),
                        call.id(),
                        kind.type(),
                        kind.path(),
                        true,
                        cost.nanos(),
                        estimated,
                        SpendFacts.payers(call, place.tags().apply(deployment), settings()),
                        SpendFacts.answering(call, deployment, null),
                        SpendFacts.tokens(usage),
                        new Times(started(call), now(), null),
                        Cached.NOT,
                        SpendFacts.session(call),
                        call.client(),
                        told.build().toJson(),
                        place.payment().apply(call)));
    }

    SpendSettings settings() {
        return place.settings().get();
    }

    Instant now() {
        return clock.instant();
    }

    Instant started(Call call) {
        return clock.instant().minusNanos(Math.max(0, nanoClock.getAsLong() - call.receivedNanos()));
    }
}
