package dev.dragoman.gateway.store;

import dev.dragoman.json.JsonNull;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A record.
 *
 * @param id unique among those of its kind
 * @param document what the API tells of it
 * @param createdAt when it was made
 * @param createdBy who made it; null when nobody knows
 * @param updatedAt when somebody changed it last
 * @param updatedBy who did; null when nobody knows
 */
public record StoredRecord(
        String id,
        JsonObject document,
        Instant createdAt,
        @Nullable String createdBy,
        Instant updatedAt,
        @Nullable String updatedBy) {

    /** A new one. */
    public static StoredRecord made(String id, JsonObject document, Instant at, @Nullable String by) {
        return new StoredRecord(id, document, at, by, at, by);
    }

    /** The same with another document. */
    public StoredRecord changed(JsonObject other, Instant at, @Nullable String by) {
        return new StoredRecord(id, other, createdAt, createdBy, at, by);
    }

    /** The document with the members that tell who made and changed it, and when. */
    public JsonObject told() {
        return document.toBuilder()
                .put("created_at", createdAt.toString())
                .put("created_by", createdBy == null ? JsonNull.NULL : new JsonString(createdBy))
                .put("updated_at", updatedAt.toString())
                .put("updated_by", updatedBy == null ? JsonNull.NULL : new JsonString(updatedBy))
                .build();
    }
}
