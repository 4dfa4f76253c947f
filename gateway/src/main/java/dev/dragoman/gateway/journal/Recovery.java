package dev.dragoman.gateway.journal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Reads what earlier processes wrote, and finds the calls that have no outcome. */
final class Recovery {

    private final Map<UUID, LostIntent> lost = new LinkedHashMap<>();
    private Tally tally = Tally.NONE;

    /** Reads everything. */
    void read(Scan scan) {
        while (scan.next()) {
            take(scan.entry());
        }
    }

    private void take(Entry entry) {
        switch (entry.kind()) {
            // One that was carried over comes again.
            case INTENT -> lost.putIfAbsent(entry.id(), LostIntent.of(entry));
            case PROGRESS -> lost.computeIfPresent(entry.id(), (id, intent) -> intent.with(entry));
            case OUTCOME -> {
                lost.remove(entry.id());
                tally = tally.plus(entry.room());
            }
        }
    }

    /** The outcomes that were found. */
    Tally tally() {
        return tally;
    }

    /** Outcomes for the calls that have none. */
    List<Entry> outcomes(LostIntents decision, long millis) {
        List<Entry> outcomes = new ArrayList<>();
        for (LostIntent intent : lost.values()) {
            outcomes.add(Entry.of(Kind.OUTCOME, intent.id(), millis, decision.outcome(intent)));
        }
        return outcomes;
    }
}
