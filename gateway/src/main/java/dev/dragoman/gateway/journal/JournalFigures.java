package dev.dragoman.gateway.journal;

import org.jspecify.annotations.Nullable;

/**
 * How a journal is doing.
 *
 * @param waiting outcomes that the database does not have
 * @param waitingBytes what their records take
 * @param oldestMillis when the oldest of them was written; null when there is none
 * @param open calls under way
 * @param diskBytes what the files take
 * @param damagedBytes bytes that were found to be no sound records
 * @param trouble what is wrong at the moment; null when all is well
 */
public record JournalFigures(
        long waiting,
        long waitingBytes,
        @Nullable Long oldestMillis,
        int open,
        long diskBytes,
        long damagedBytes,
        @Nullable String trouble) {}
