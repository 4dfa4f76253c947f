package dev.dragoman.gateway.store;

import java.time.Duration;
import java.time.Instant;

/**
 * Lets one instance at a time do some background work. A lease ends by itself, so that work goes on elsewhere when its holder died;
 * the work must do no harm when it is done twice.
 */
public final class WorkLease {

    private final String name;
    private final String holder;
    private final Duration length;

    /**
     * A lease on some work.
     *
     * @param holder who would do it, unique among instances
     * @param length how long it holds without being taken again
     */
    public WorkLease(String name, String holder, Duration length) {
        this.name = name;
        this.holder = holder;
        this.length = length;
    }

    /** Takes the lease, or keeps it; false when another has it. */
    public boolean take(Session session, Instant now) {
        Instant until = now.plus(length);
        int kept = session.update(
                "UPDATE work_lease SET holder = ?, until = ? WHERE name = ? AND (holder = ? OR until <= ?)",
                holder,
                until,
                name,
                holder,
                now);
        return kept > 0
                || session.update(
                                "INSERT INTO work_lease (name, holder, until) VALUES (?, ?, ?) ON CONFLICT (name) DO NOTHING",
                                name,
                                holder,
                                until)
                        > 0;
    }

    /** Gives the lease back. */
    public void giveBack(Session session) {
        session.update("DELETE FROM work_lease WHERE name = ? AND holder = ?", name, holder);
    }
}
