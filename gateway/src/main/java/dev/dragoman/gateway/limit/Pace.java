package dev.dragoman.gateway.limit;

import java.time.Duration;

/**
 * In what time instances find out about each other.
 *
 * @param window how long a window is
 * @param beat how often an instance gives a sign of life
 * @param silence without an answer for so long, Redis is taken to be away
 * @param margin by how much instances may differ in when they find that out
 * @param slots how long the running calls of an instance count that gives no sign of life
 */
record Pace(Duration window, Duration beat, Duration silence, Duration margin, Duration slots) {

    /** The usual one: what a crashed instance ran counts for eight seconds. */
    static Pace of(Duration window) {
        return new Pace(
                window, Duration.ofMillis(500), Duration.ofSeconds(2), Duration.ofSeconds(2), Duration.ofSeconds(8));
    }
}
