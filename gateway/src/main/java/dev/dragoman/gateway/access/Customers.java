package dev.dragoman.gateway.access;

import dev.dragoman.gateway.store.Database;
import dev.dragoman.gateway.store.Table;
import dev.dragoman.json.JsonObject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Knows customers by the id that applications send. Thread-safe. */
public final class Customers {

    private static final int LONGEST = 255;

    private final DocumentDirectory directory;

    /**
     * Those of a database.
     *
     * @param believed how long one is believed before it is looked at again
     */
    public Customers(Database database, Supplier<Duration> believed, InstantSource clock) {
        this.directory = new DocumentDirectory(database, Table.CUSTOMER, believed, clock);
    }

    /** The customer's document with the limits of its budget; null when nobody made one. */
    public @Nullable JsonObject customer(String id) {
        // Longer ones, and such that no database takes, cannot be there.
        return id.length() > LONGEST || id.indexOf('\0') >= 0 ? null : directory.find(id);
    }

    /** Learns who there is; changes are told from before this moment on. */
    public void load() {
        directory.load();
    }

    /** Something of this kind and id was changed, by whichever instance. */
    public void changed(Table table, String id) {
        directory.changed(table, id);
    }
}
