package dev.dragoman.gateway.access;

import dev.dragoman.error.ErrorDetail;
import dev.dragoman.error.LlmException;
import dev.dragoman.error.NotFoundException;
import dev.dragoman.error.PermissionDeniedException;
import dev.dragoman.gateway.call.Caller;
import dev.dragoman.gateway.store.Records;
import dev.dragoman.gateway.store.Session;
import dev.dragoman.gateway.store.StoredRecord;
import dev.dragoman.gateway.store.Table;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonObject;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One request to the control plane, within its transaction.
 *
 * @param session the transaction
 * @param records what it may read and change
 * @param authority what its caller may do
 * @param changedBy whom changes are written down to
 * @param now its time
 * @param audited whether changes are written down
 */
record Desk(Session session, Records records, Authority authority, String changedBy, Instant now, boolean audited) {

    /** The same for changes that are written down to somebody else. */
    Desk by(String other) {
        return new Desk(session, records, authority, other, now, audited);
    }

    /** Who asks. */
    Caller caller() {
        return authority.caller();
    }

    /** Adds a record. */
    void insert(Table table, String id, JsonObject document) {
        records.insert(table, StoredRecord.made(id, document, now, changedBy));
        note("created", table, id, JsonObject.EMPTY, document);
    }

    /** Replaces the document of a record. */
    StoredRecord change(Table table, StoredRecord old, JsonObject document) {
        return change("updated", table, old, document);
    }

    /** The same by an action of another name. */
    StoredRecord change(String action, Table table, StoredRecord old, JsonObject document) {
        StoredRecord changed = old.changed(document, now, changedBy);
        records.update(table, changed);
        note(action, table, old.id(), old.document(), document);
        return changed;
    }

    /** Removes a record. */
    void delete(Table table, StoredRecord old) {
        records.delete(table, old.id(), now);
        note("deleted", table, old.id(), old.document(), JsonObject.EMPTY);
    }

    /** The record, to be changed. */
    @Nullable
    StoredRecord locked(Table table, String id) {
        return records.findLocked(table, id);
    }

    /** The record; null also for no id. */
    @Nullable
    StoredRecord find(Table table, @Nullable String id) {
        return id == null ? null : records.find(table, id);
    }

    /** Writes a change down. */
    void note(String action, Table table, String id, JsonObject before, JsonObject after) {
        if (audited) {
            session.update(
                    "INSERT INTO audit (id, changed_at, changed_by, changed_by_key, action, table_name, object_id,"
                            + " before_value, updated_values) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    UUID.randomUUID().toString(),
                    now,
                    changedBy,
                    caller().keyHash(),
                    action,
                    AuditNames.of(table),
                    id,
                    Json.text(AuditNames.shown(before)),
                    Json.text(AuditNames.shown(after)));
        }
    }

    /** There is no such thing, or it is somebody else's: nobody learns which. */
    static NotFoundException absent(String kind, String id) {
        return new NotFoundException(ErrorDetail.of(kind + " not found, passed " + Schema.cut(id))
                .withType("not_found_error")
                .withCode("404"));
    }

    /** The caller may not do it. */
    static LlmException forbidden(String message) {
        return new PermissionDeniedException(
                ErrorDetail.of(message).withType("auth_error").withCode("403"));
    }
}
