package dev.dragoman.provider;

import dev.dragoman.dialect.Dialect;

/**
 * A dialect in which a provider can be talked to.
 *
 * @param operation where its requests go
 * @param dialect the dialect
 * @param quirks where the provider departs from it
 * @param occasion when it is spoken; of no matter for the provider's own dialect
 */
public record Spoken(Operation operation, Dialect dialect, Quirks quirks, Occasion occasion) {

    /** A dialect that is spoken to all of its clients. */
    public Spoken(Operation operation, Dialect dialect, Quirks quirks) {
        this(operation, dialect, quirks, Occasion.OF_ITS_CLIENTS);
    }
}
