package dev.dragoman.routing.choice;

import java.util.ArrayDeque;
import java.util.Deque;

/** The newest times of one deployment. Thread-safe. */
final class Samples {

    private final Deque<Sample> newest = new ArrayDeque<>();

    private record Sample(double seconds, long nanos) {}

    synchronized void add(double seconds, long now, int most) {
        newest.addLast(new Sample(seconds, now));
        while (newest.size() > most) {
            newest.removeFirst();
        }
    }

    /** The mean of those that are young enough; zero when there are none. */
    synchronized double mean(long now, long ttlNanos) {
        while (!newest.isEmpty() && now - newest.getFirst().nanos() >= ttlNanos) {
            newest.removeFirst();
        }
        double sum = 0;
        for (Sample sample : newest) {
            sum += sample.seconds();
        }
        return newest.isEmpty() ? 0 : sum / newest.size();
    }
}
