package dev.dragoman.gateway.access;

import dev.dragoman.error.ServiceUnavailableException;
import dev.dragoman.gateway.store.Database;
import dev.dragoman.gateway.store.Records;
import dev.dragoman.gateway.store.StoredRecord;
import dev.dragoman.gateway.store.Table;
import dev.dragoman.json.JsonObject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Knows records of one kind by their id, with the limits of the budget that they share. As long as there are not very many, all ids are
 * known, so that nobody waits for the database to learn that there is no such record: ids come from clients, and most of them are in no
 * record. While the database is away what is known goes on counting, and what is not known counts as absent. Thread-safe.
 */
final class DocumentDirectory {

    private static final int MOST_KNOWN = 100_000;

    private final Database database;
    private final Table table;
    private final Remembered<JsonObject> documents;
    private final Set<String> ids = ConcurrentHashMap.newKeySet();
    private volatile boolean complete;

    DocumentDirectory(Database database, Table table, Supplier<Duration> believed, InstantSource clock) {
        this.database = database;
        this.table = table;
        Remembered.Bounds bounds = new Remembered.Bounds(MOST_KNOWN, MOST_KNOWN, Duration.ofMinutes(1));
        this.documents = new Remembered<>(this::read, believed, bounds, clock);
    }

    /** Learns all ids; changes are told from before this moment on. */
    void load() {
        List<String> all = database.read(session -> new Records(session).ids(table, MOST_KNOWN + 1));
        ids.addAll(all);
        complete = ids.size() <= MOST_KNOWN;
    }

    /** The document; null when there is none. */
    @Nullable
    JsonObject find(String id) {
        if (complete && !ids.contains(id)) {
            return null;
        }
        try {
            return documents.find(id);
        } catch (ServiceUnavailableException away) {
            return null;
        }
    }

    private @Nullable JsonObject read(String id) {
        return database.read(session -> {
            Records records = new Records(session);
            StoredRecord found = records.find(table, id);
            return found == null ? null : GrantFiles.shared(records, found.told());
        });
    }

    /** Something of this kind and id was changed, by whichever instance. */
    void changed(Table kind, String id) {
        if (kind == table) {
            ids.add(id);
            complete &= ids.size() <= MOST_KNOWN;
            documents.changed(id);
        } else if (kind == Table.BUDGET) {
            documents.changed(document -> id.equals(document.string("budget_id")));
        }
    }
}
