package dev.dragoman.gateway.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.dragoman.error.ServiceUnavailableException;
import dev.dragoman.gateway.store.Database;
import dev.dragoman.gateway.store.Records;
import dev.dragoman.gateway.store.StoredRecord;
import dev.dragoman.gateway.store.Table;
import dev.dragoman.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Knows records of one kind by their id, with the limits of the budget that they share. What was read is kept; a change, of whichever
 * instance, makes it be read again at the next call, and so does its age, beside the calls. That there is no such record is kept too.
 * While the database is away what is known goes on counting, and what is not known counts as absent. Thread-safe.
 */
final class DocumentDirectory {

    private static final long MOST_KNOWN = 100_000;

    private final Database database;
    private final Table table;
    private final Supplier<Duration> believed;
    private final InstantSource clock;
    private final Cache<String, Entry> known =
            Caffeine.newBuilder().maximumSize(MOST_KNOWN).build();

    DocumentDirectory(Database database, Table table, Supplier<Duration> believed, InstantSource clock) {
        this.database = database;
        this.table = table;
        this.believed = believed;
        this.clock = clock;
    }

    private static final class Entry {

        private final @Nullable JsonObject document;
        private final Instant read;
        private final AtomicBoolean renewing = new AtomicBoolean();
        private volatile boolean stale;

        Entry(@Nullable JsonObject document, Instant read) {
            this.document = document;
            this.read = read;
        }
    }

    /** The document; null when there is none. */
    @Nullable
    JsonObject find(String id) {
        Entry entry = known.getIfPresent(id);
        if (entry == null || entry.stale) {
            return again(id, entry);
        }
        if (entry.read.plus(believed.get()).isBefore(clock.instant()) && entry.renewing.compareAndSet(false, true)) {
            Thread.ofVirtual().name("record-renewal").start(() -> renew(id, entry));
        }
        return entry.document;
    }

    private void renew(String id, Entry old) {
        again(id, old);
        old.renewing.set(false);
    }

    private @Nullable JsonObject again(String id, @Nullable Entry old) {
        try {
            Entry made = new Entry(read(id), clock.instant());
            known.put(id, made);
            return made.document;
        } catch (ServiceUnavailableException away) {
            return old == null ? null : old.document;
        }
    }

    private @Nullable JsonObject read(String id) {
        return database.read(session -> {
            Records records = new Records(session);
            StoredRecord found = records.find(table, id);
            return found == null ? null : GrantFiles.shared(records, found.document());
        });
    }

    /** Something of this kind and id was changed, by whichever instance. */
    void changed(Table kind, String id) {
        Entry own = kind == table ? known.getIfPresent(id) : null;
        if (own != null) {
            own.stale = true;
        }
        if (kind == Table.BUDGET) {
            for (Entry entry : known.asMap().values()) {
                JsonObject document = entry.document;
                entry.stale |= document != null && id.equals(document.string("budget_id"));
            }
        }
    }
}
