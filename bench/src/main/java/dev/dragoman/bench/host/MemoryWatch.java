package dev.dragoman.bench.host;

import java.util.concurrent.locks.LockSupport;

/** Looks at a process's resident memory four times a second and keeps the most. */
public final class MemoryWatch implements AutoCloseable {

    private static final long PERIOD_NANOS = 250_000_000;

    private final ProcessTree process;
    private final Thread watcher;
    private volatile boolean closed;
    private volatile double most;

    public MemoryWatch(ProcessTree process) {
        this.process = process;
        this.watcher = Thread.ofPlatform().daemon().name("memory-watch").start(this::watch);
    }

    /** The most megabytes seen so far. */
    public double mostMegabytes() {
        return most;
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(watcher);
    }

    private void watch() {
        while (!closed) {
            most = Math.max(most, process.residentMegabytes());
            LockSupport.parkNanos(PERIOD_NANOS);
        }
    }
}
