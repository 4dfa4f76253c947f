package dev.dragoman.gateway.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The row that a query stands at. */
public final class Row {

    private final ResultSet results;

    Row(ResultSet results) {
        this.results = results;
    }

    /** A text; null when it is absent. */
    public @Nullable String text(String column) {
        try {
            return results.getString(column);
        } catch (SQLException failed) {
            throw new StoreException(failed);
        }
    }

    /** A text that is always there. */
    public String requiredText(String column) {
        String text = text(column);
        if (text == null) {
            throw new IllegalStateException("column " + column + " is empty (expected: a text)");
        }
        return text;
    }

    /** A whole number; 0 when it is absent. */
    public long number(String column) {
        try {
            return results.getLong(column);
        } catch (SQLException failed) {
            throw new StoreException(failed);
        }
    }

    /** A whole number; null when it is absent. */
    public @Nullable Long numberOrNull(String column) {
        try {
            long number = results.getLong(column);
            return results.wasNull() ? null : number;
        } catch (SQLException failed) {
            throw new StoreException(failed);
        }
    }

    /** A time, kept as milliseconds; null when it is absent. */
    public @Nullable Instant time(String column) {
        Long millis = numberOrNull(column);
        return millis == null ? null : Instant.ofEpochMilli(millis);
    }

    /** Bytes; null when they are absent. */
    public byte @Nullable [] bytes(String column) {
        try {
            return results.getBytes(column);
        } catch (SQLException failed) {
            throw new StoreException(failed);
        }
    }
}
