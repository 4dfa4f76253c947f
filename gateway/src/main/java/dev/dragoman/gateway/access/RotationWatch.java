package dev.dragoman.gateway.access;

import dev.dragoman.error.LlmException;
import dev.dragoman.gateway.call.Caller;
import dev.dragoman.gateway.store.RecordQuery;
import dev.dragoman.gateway.store.StoreException;
import dev.dragoman.gateway.store.StoredRecord;
import dev.dragoman.gateway.store.Table;
import dev.dragoman.gateway.store.WorkLease;
import java.time.Duration;
import java.util.List;

/** Rotates keys whose time has come, at one instance at a time. */
public final class RotationWatch implements Runnable {

    private static final System.Logger LOG = System.getLogger(RotationWatch.class.getName());
    private static final Caller JOBS = new Caller("litellm_internal_jobs", "system", true);
    private static final int AT_ONCE = 500;

    private final Office office;
    private final KeyRotation rotation;
    private final KeyWatcher watcher;
    private final WorkLease lease;
    private final Duration interval;

    /**
     * A watch.
     *
     * @param lease on the work
     * @param interval between two looks
     */
    public RotationWatch(Office office, KeyRotation rotation, KeyWatcher watcher, WorkLease lease, Duration interval) {
        this.office = office;
        this.rotation = rotation;
        this.watcher = watcher;
        this.lease = lease;
        this.interval = interval;
    }

    @Override
    public void run() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                look();
            } catch (LlmException | StoreException away) {
                LOG.log(System.Logger.Level.WARNING, "keys could not be rotated: {0}", away.getMessage());
            }
            try {
                Thread.sleep(interval);
            } catch (InterruptedException ended) {
                return;
            }
        }
    }

    /** Rotates those that are due, if this instance has the work. */
    void look() {
        List<StoredRecord> due = office.asking(
                JOBS,
                desk -> lease.take(desk.session(), desk.now())
                        ? desk.records()
                                .list(
                                        Table.KEY,
                                        RecordQuery.all().dueBy(desk.now()).page(AT_ONCE, 0))
                        : List.of());
        for (StoredRecord key : due) {
            rotate(key.id());
        }
        office.asking(JOBS, desk -> {
            for (StoredRecord ended : desk.records()
                    .list(Table.FORMER_KEY, RecordQuery.all().dueBy(desk.now()).page(AT_ONCE, 0))) {
                desk.records().delete(Table.FORMER_KEY, ended.id(), desk.now());
            }
            return true;
        });
    }

    private void rotate(String hash) {
        NewKey made = NewKey.random();
        try {
            boolean rotated = office.asking(JOBS, desk -> {
                StoredRecord key = desk.locked(Table.KEY, hash);
                if (key == null) {
                    return false; // Another instance was quicker.
                }
                boolean due = isPast(key, "key_rotation_at", desk)
                        && !isPast(key, "expires", desk)
                        && !Boolean.TRUE.equals(key.document().bool("blocked"));
                if (due) {
                    rotation.rotate(desk, key, made);
                }
                return due;
            });
            if (rotated) {
                tell(made);
            }
        } catch (LlmException | StoreException failed) {
            LOG.log(System.Logger.Level.ERROR, "key " + hash + " could not be rotated", failed);
        }
    }

    private void tell(NewKey made) {
        StoredRecord key = office.asking(JOBS, desk -> desk.find(Table.KEY, made.hash()));
        if (key != null) {
            watcher.rotated(made.text(), key.document(), key.document());
            LOG.log(System.Logger.Level.INFO, "key {0} was rotated", made.name());
        }
    }

    private static boolean isPast(StoredRecord key, String name, Desk desk) {
        String text = key.document().string(name);
        java.time.Instant time = text == null ? null : FieldKind.time(text);
        return time != null && !time.isAfter(desk.now());
    }
}
