package dev.dragoman.gateway.access;

import dev.dragoman.gateway.store.Database;
import dev.dragoman.gateway.store.Table;
import dev.dragoman.json.JsonObject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Knows registered tags by name. Thread-safe. */
public final class Tags {

    private static final int LONGEST = 255;

    private final DocumentDirectory directory;

    /**
     * Those of a database.
     *
     * @param believed how long one is believed before it is looked at again
     */
    public Tags(Database database, Supplier<Duration> believed, InstantSource clock) {
        this.directory = new DocumentDirectory(database, Table.TAG, believed, clock);
    }

    /** The tag's document with the limits of its budget; null when nobody made one. */
    public @Nullable JsonObject tag(String name) {
        // Longer ones, and such that no database takes, cannot be there.
        return name.length() > LONGEST || name.indexOf('\0') >= 0 ? null : directory.find(name);
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
