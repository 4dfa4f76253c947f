package dev.dragoman.gateway.journal;

import java.io.IOException;
import java.util.Collection;

/**
 * Removes segments that the database is past. Calls that are still under way and began in one are written anew before. What came of all
 * calls that began there is on disk when it goes, and the oldest always goes first, so that no intent outlives its outcome. For one
 * thread.
 */
final class Retention {

    private final Chain chain;
    private final SegmentFiles files;
    private final Space space;
    private final Provision provision;
    private final Collection<OpenIntent> open;
    private long ready;
    private Position after = Position.START;

    Retention(Chain chain, SegmentFiles files, Space space, Provision provision, Collection<OpenIntent> open) {
        this.chain = chain;
        this.files = files;
        this.space = space;
        this.provision = provision;
        this.open = open;
    }

    /**
     * Removes what can go.
     *
     * @param durable what lies before is on disk
     */
    void remove(Position durable) throws IOException {
        if (durable.compareTo(after) >= 0) {
            chain.removeUntil(ready, files);
        }
        long outdated = chain.outdated();
        if (outdated > ready && carryAll(outdated)) {
            ready = outdated;
            after = space.end();
        }
    }

    private boolean carryAll(long outdated) {
        for (OpenIntent intent : open) {
            if (intent.home() <= outdated && !carry(intent)) {
                return false;
            }
        }
        return true;
    }

    private boolean carry(OpenIntent intent) {
        return intent.carry() || provision.exceed() && intent.carry();
    }
}
