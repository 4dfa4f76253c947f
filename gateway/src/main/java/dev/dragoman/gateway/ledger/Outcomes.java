package dev.dragoman.gateway.ledger;

import java.time.Duration;
import java.util.List;

/** Tells the rows that were written down, in their order, until somebody has them all. For one thread. */
public interface Outcomes {

    /**
     * The next rows.
     *
     * @param most so many at most
     * @param patience how long it waits for the first
     * @return an empty batch when there were none in that time
     */
    Batch next(int most, Duration patience) throws InterruptedException;

    /** The database has a batch, and all before it. */
    void shipped(Batch batch);

    /**
     * Rows that follow each other.
     *
     * @param rows in the form of {@link SpendRowFormat}
     * @param end where the next batch begins
     */
    record Batch(List<byte[]> rows, Position end) {

        public Batch {
            rows = List.copyOf(rows);
        }
    }

    /**
     * A place in a journal.
     *
     * @param journal unique among all journals that ever write to the database
     */
    record Position(String journal, long segment, long place) {}
}
