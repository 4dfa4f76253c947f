package dev.dragoman.gateway.deployment;

import java.util.List;
import java.util.function.Predicate;

/** Keeps what health checks found. Thread-safe. */
public interface HealthStore {

    /** Keeps one more; the oldest may be forgotten. */
    void add(HealthRecord record);

    /** Those that are wanted, the newest first. */
    List<HealthRecord> newest(Predicate<HealthRecord> wanted);
}
