package dev.dragoman.gateway;

import dev.dragoman.dialect.Dialect;
import dev.dragoman.gateway.access.Oversight;
import dev.dragoman.gateway.call.CallIds;
import dev.dragoman.gateway.call.Caller;
import dev.dragoman.gateway.config.ModelEntry;
import dev.dragoman.gateway.config.SpendSettings;
import dev.dragoman.gateway.deployment.ModelTable;
import dev.dragoman.gateway.endpoint.Request;
import dev.dragoman.gateway.endpoint.Route;
import dev.dragoman.gateway.ledger.CostEstimate;
import dev.dragoman.gateway.ledger.JournalBook;
import dev.dragoman.gateway.ledger.Ledger;
import dev.dragoman.gateway.ledger.PriceBook;
import dev.dragoman.gateway.ledger.Shipper;
import dev.dragoman.gateway.ledger.SpendRetention;
import dev.dragoman.gateway.ledger.SpendWriter;
import dev.dragoman.gateway.ledger.TextKeeper;
import dev.dragoman.gateway.ledger.report.Activity;
import dev.dragoman.gateway.ledger.report.DailyActivity;
import dev.dragoman.gateway.ledger.report.Scope;
import dev.dragoman.gateway.ledger.report.SpendLogs;
import dev.dragoman.gateway.ledger.report.SpendReports;
import dev.dragoman.gateway.ledger.report.SpendTotals;
import dev.dragoman.gateway.store.Database;
import dev.dragoman.gateway.store.WorkLease;
import dev.dragoman.routing.Deployment;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The part of the gateway that writes down what calls cost, put together: from the end of an answer to the sums in the database. */
final class Bookkeeping implements AutoCloseable {

    private final Journals.Taken journals;
    private final List<Shipper> shippers = new ArrayList<>();
    private final TextKeeper texts;
    private final SpendRetention retention;
    private final Ledger ledger;
    private final Database database;
    private final Supplier<ModelTable> models;
    private final InstantSource clock;

    /**
     * Puts it together.
     *
     * @param data where journals are
     * @param recovered run when all that former lives of this instance wrote is settled
     */
    Bookkeeping(
            Database database,
            Path data,
            Supplier<ModelTable> models,
            CallIds ids,
            InstantSource clock,
            LongSupplier nanoClock,
            Runnable recovered) {
        this.database = database;
        this.models = models;
        this.clock = clock;
        Supplier<SpendSettings> settings = () -> models.get().settings().spend();
        String instance = ids.next();
        this.journals = Journals.take(data, database, clock, recovered);
        SpendWriter writer = new SpendWriter(settings, new Debts(), clock);
        shippers.add(new Shipper(journals.own(), database, writer, clock));
        journals.orphans().forEach(orphan -> shippers.add(new Shipper(orphan, database, writer, clock)));
        this.texts = new TextKeeper(database, settings);
        this.retention = new SpendRetention(
                database, new WorkLease("spend-retention", instance, SpendRetention.LEASE), settings, clock);
        Ledger.Place place =
                new Ledger.Place(journals.own(), texts, settings, one -> tags(models.get(), one), Debts::of);
        this.ledger = new Ledger(place, ids, clock, nanoClock);
    }

    private static List<String> tags(ModelTable models, Deployment deployment) {
        ModelEntry entry = models.entry(deployment);
        return entry == null ? List.of() : entry.params().serving().tags();
    }

    /** The name of this instance, the same in all its lives. */
    String instance() {
        return journals.own().name();
    }

    /** Begins. */
    void start() {
        shippers.forEach(Shipper::start);
        texts.start();
        retention.start();
    }

    /**
     * The paths by which it is told what was spent.
     *
     * @param oversight of whom the caller of a request may see what they spent
     */
    List<Route> routes(Dialect dialect, PriceBook prices, Function<Request, Oversight> oversight) {
        SpendRoutes.Parts parts = new SpendRoutes.Parts(
                new SpendLogs(database),
                new SpendReports(database, clock),
                new SpendTotals(database, () -> models.get().settings().access().mostNanos()),
                new Activity(database, this::address, clock),
                new DailyActivity(database),
                new CostEstimate(prices, name -> models.get().find(name)));
        return SpendRoutes.of(dialect, parts, request -> scope(request, oversight));
    }

    private @Nullable String address(@Nullable String deployment) {
        return models.get().all().stream()
                .filter(one -> one.id().equals(deployment))
                .map(one -> one.endpoints().base())
                .findFirst()
                .orElse(deployment);
    }

    /** What a caller may see: their own, what their key spent, and what those spent whom they lead. */
    private static Scope scope(Request request, Function<Request, Oversight> oversight) {
        Caller caller = request.requiredCaller();
        if (caller.role().seesAll()) {
            return Scope.ALL;
        }
        String user = caller.userId();
        Oversight led = oversight.apply(request);
        return Scope.of(user == null ? List.of() : List.of(user), led.teams(), List.of(caller.keyHash()))
                .and(led.organizations());
    }

    /** Makes the rows. */
    Ledger ledger() {
        return ledger;
    }

    @Override
    public void close() {
        shippers.forEach(Shipper::close);
        journals.own().close();
        journals.orphans().forEach(JournalBook::close);
        texts.close();
        retention.close();
    }
}
