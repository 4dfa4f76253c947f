package dev.dragoman.gateway.store;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Lets one instance at a time do a piece of background work. A lease that its holder does not give back ends by itself; work must be
 * safe when it is done twice all the same, since a holder may not notice that its lease has ended.
 */
public final class WorkLease {

    private final Database database;
    private final String name;
    private final String holder;
    private final InstantSource clock;

    /**
     * A lease.
     *
     * @param name of the work
     * @param holder this instance, unlike all others
     */
    public WorkLease(Database database, String name, String holder, InstantSource clock) {
        this.database = database;
        this.name = name;
        this.holder = holder;
        this.clock = clock;
    }

    /** Takes the lease, or makes it longer; false when another instance has it. */
    public boolean take(Duration time) {
        Instant now = clock.instant();
        return database.transact(session -> session.update(
                        "INSERT INTO work_lease (name, holder, until) VALUES (?, ?, ?) ON CONFLICT (name) DO UPDATE SET"
                                + " holder = excluded.holder, until = excluded.until"
                                + " WHERE work_lease.holder = excluded.holder OR work_lease.until <= ?",
                        name,
                        holder,
                        now.plus(time),
                        now))
                > 0;
    }

    /** Gives the lease back, if it is still this instance's. */
    public void release() {
        database.transact(session ->
                session.update("DELETE FROM work_lease WHERE name = ? AND holder = ?", name, holder));
    }
}
