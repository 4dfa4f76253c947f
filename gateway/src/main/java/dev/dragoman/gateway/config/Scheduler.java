package dev.dragoman.gateway.config;

/** What runs the threads of requests; AUTO is the JDK's own. */
public enum Scheduler {
    AUTO,
    DEFAULT,
    EVENT_LOOP
}
