package dev.dragoman.gateway.store;

import dev.dragoman.json.Json;
import dev.dragoman.json.JsonObject;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Records within a transaction. Every change is noted, so that other instances look again. */
public final class Records {

    private static final String COLUMNS =
            "id, alias, user_id, team_id, organization_id, budget_id, expires_at, due_at, amount, document, created_at, created_by,"
                    + " updated_at, updated_by";

    private final Session session;

    /** Of a transaction. */
    public Records(Session session) {
        this.session = session;
    }

    /** The record; null when there is none. */
    public @Nullable StoredRecord find(Table table, String id) {
        return session.first(select(table) + " WHERE id = ?", Records::read, id);
    }

    /** The record, which nobody else changes before the transaction is over; null when there is none. */
    public @Nullable StoredRecord findLocked(Table table, String id) {
        return session.first(select(table) + " WHERE id = ?" + session.engine().locking(), Records::read, id);
    }

    /** Those that are looked for. */
    public List<StoredRecord> list(Table table, RecordQuery query) {
        return session.list(
                select(table) + query.where(session.engine()) + query.tail(table), Records::read, query.values());
    }

    /** The ids of a kind; so many at most. */
    public List<String> ids(Table table, int most) {
        return session.list("SELECT id FROM " + table.sql() + " LIMIT " + most, row -> row.requiredText("id"));
    }

    /** How many there are of those that are looked for. */
    public long count(Table table, RecordQuery query) {
        Long count = session.first(
                "SELECT COUNT(*) AS n FROM " + table.sql() + query.where(session.engine()),
                row -> row.number("n"),
                query.values());
        return count == null ? 0 : count;
    }

    /**
     * Adds a record.
     *
     * @throws StoreException that is a conflict when its id, or an alias that has to be unique, is taken
     */
    public void insert(Table table, StoredRecord record) {
        session.update(
                "INSERT INTO " + table.sql() + " (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                values(table, record));
        note(table, record.id(), record.updatedAt());
    }

    /** Replaces a record that is there. */
    public void update(Table table, StoredRecord record) {
        @Nullable Object[] all = values(table, record);
        @Nullable Object[] values = new @Nullable Object[all.length];
        System.arraycopy(all, 1, values, 0, all.length - 1);
        values[all.length - 1] = record.id();
        session.update(
                "UPDATE " + table.sql()
                        + " SET alias = ?, user_id = ?, team_id = ?, organization_id = ?, budget_id = ?, expires_at = ?,"
                        + " due_at = ?, amount = ?, document = ?, created_at = ?, created_by = ?, updated_at = ?, updated_by = ?"
                        + " WHERE id = ?",
                values);
        note(table, record.id(), record.updatedAt());
    }

    /** Adds a record, or replaces it. */
    public void put(Table table, StoredRecord record) {
        if (find(table, record.id()) == null) {
            insert(table, record);
        } else {
            update(table, record);
        }
    }

    /** Removes a record, and tells whether it was there. */
    public boolean delete(Table table, String id, Instant at) {
        boolean there = session.update("DELETE FROM " + table.sql() + " WHERE id = ?", id) > 0;
        if (there) {
            note(table, id, at);
        }
        return there;
    }

    private void note(Table table, String id, Instant at) {
        session.update("INSERT INTO record_change (changed_at, kind, object_id) VALUES (?, ?, ?)", at, table.sql(), id);
    }

    private static String select(Table table) {
        return "SELECT " + COLUMNS + " FROM " + table.sql() + " r";
    }

    private static @Nullable Object[] values(Table table, StoredRecord record) {
        @Nullable Object[] searched = table.columns(record.document());
        return new @Nullable Object[] {
            record.id(),
            searched[0],
            searched[1],
            searched[2],
            searched[3],
            searched[4],
            searched[5],
            searched[6],
            searched[7],
            Json.text(record.document()),
            record.createdAt(),
            record.createdBy(),
            record.updatedAt(),
            record.updatedBy()
        };
    }

    private static StoredRecord read(Row row) {
        JsonObject document = Json.parseObject(row.requiredText("document"));
        return new StoredRecord(
                row.requiredText("id"),
                document,
                Instant.ofEpochMilli(row.number("created_at")),
                row.text("created_by"),
                Instant.ofEpochMilli(row.number("updated_at")),
                row.text("updated_by"));
    }
}
