package dev.dragoman.gateway;

import dev.dragoman.gateway.call.CallIds;
import dev.dragoman.gateway.config.ModelEntry;
import dev.dragoman.gateway.config.SpendSettings;
import dev.dragoman.gateway.deployment.ModelTable;
import dev.dragoman.gateway.ledger.Ledger;
import dev.dragoman.gateway.ledger.MemoryBook;
import dev.dragoman.gateway.ledger.Settlement;
import dev.dragoman.gateway.ledger.Shipper;
import dev.dragoman.gateway.ledger.SpendRetention;
import dev.dragoman.gateway.ledger.SpendWriter;
import dev.dragoman.gateway.ledger.TextKeeper;
import dev.dragoman.gateway.store.Database;
import dev.dragoman.gateway.store.WorkLease;
import dev.dragoman.json.JsonArray;
import dev.dragoman.routing.Deployment;
import java.time.InstantSource;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** The part of the gateway that writes down what calls cost, put together: from the end of an answer to the sums in the database. */
final class Bookkeeping implements AutoCloseable {

    private final MemoryBook book;
    private final Shipper shipper;
    private final TextKeeper texts;
    private final SpendRetention retention;
    private final Ledger ledger;

    Bookkeeping(
            Database database,
            Supplier<ModelTable> models,
            CallIds ids,
            InstantSource clock,
            LongSupplier nanoClock) {
        Supplier<SpendSettings> settings = () -> models.get().settings().spend();
        String instance = ids.next();
        this.book = new MemoryBook(instance);
        this.shipper = new Shipper(book, database, new SpendWriter(settings, Settlement.NONE, clock), clock);
        this.texts = new TextKeeper(database, settings);
        this.retention = new SpendRetention(
                database, new WorkLease(database, "spend-retention", instance, clock), settings, clock);
        Ledger.Place place =
                new Ledger.Place(book, texts, settings, one -> tags(models.get(), one), call -> JsonArray.EMPTY);
        this.ledger = new Ledger(place, ids, clock, nanoClock);
    }

    private static List<String> tags(ModelTable models, Deployment deployment) {
        ModelEntry entry = models.entry(deployment);
        return entry == null ? List.of() : entry.params().serving().tags();
    }

    /** Begins. */
    void start() {
        shipper.start();
        texts.start();
        retention.start();
    }

    /** Makes the rows. */
    Ledger ledger() {
        return ledger;
    }

    @Override
    public void close() {
        shipper.close();
        texts.close();
        retention.close();
    }
}
