package dev.dragoman.bench.load;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the stream client saw. Not thread-safe. */
public final class StreamReport {

    private final Samples toFirstEvent = new Samples();
    private final Samples delays = new Samples();
    private final List<String> broken = new ArrayList<>();
    private EventChecker.Faults faults = EventChecker.Faults.NONE;
    private long events;
    private long streams;
    private int open;
    private int mostOpen;
    private long elapsedNanos;

    void firstEvent(long nanosSinceRequest) {
        open++;
        mostOpen = Math.max(mostOpen, open);
        toFirstEvent.add(nanosSinceRequest);
    }

    void event(long nanosSinceWritten) {
        events++;
        delays.add(nanosSinceWritten);
    }

    void ended(EventChecker checker, int expectedEvents, @Nullable String error) {
        open -= checker.count() > 0 ? 1 : 0;
        streams++;
        faults = faults.plus(checker.end(expectedEvents));
        if (error != null) {
            broken.add(error);
        }
    }

    void over(long nanos) {
        elapsedNanos = nanos;
    }

    /** Time from sending the request to the first numbered event. */
    public Samples toFirstEvent() {
        return toFirstEvent;
    }

    /** Time of each event from the upstream's write to the client's read. */
    public Samples delays() {
        return delays;
    }

    /** How many numbered events arrived. */
    public long events() {
        return events;
    }

    /** How many streams ended, well or not. */
    public long streams() {
        return streams;
    }

    /** The most streams that were in the middle of their events at the same time. */
    public int mostOpen() {
        return mostOpen;
    }

    /** Events per second. */
    public double eventsPerSecond() {
        return events * 1e9 / elapsedNanos;
    }

    /** How long everything took, in seconds. */
    public double seconds() {
        return elapsedNanos / 1e9;
    }

    /** How many events were lost, doubled or out of order and how many streams broke. */
    public long faults() {
        return faults.lost() + faults.doubled() + faults.reordered() + broken.size();
    }

    /** The same in words. */
    public String complaints() {
        if (faults() == 0) {
            return "none";
        }
        return "%d lost, %d doubled, %d reordered, %d streams broken%s"
                .formatted(
                        faults.lost(),
                        faults.doubled(),
                        faults.reordered(),
                        broken.size(),
                        broken.isEmpty() ? "" : " (first: " + broken.getFirst() + ")");
    }
}
