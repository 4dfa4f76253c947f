package dev.dragoman.gateway.web.netty.memory;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A thread that has the heap collected when much of it has become garbage, so that the collector can shrink it. */
public final class HeapTidying implements AutoCloseable {

    private static final Duration INTERVAL = Duration.ofSeconds(1);

    private final HeapWatch watch = new HeapWatch();
    private final Thread thread;

    private HeapTidying() {
        this.thread = Thread.ofPlatform().daemon().name("dragoman-heap").unstarted(this::run);
    }

    /** Starts the thread. */
    public static HeapTidying start() {
        HeapTidying started = new HeapTidying();
        started.thread.start();
        return started;
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    private void run() {
        try {
            while (true) {
                TimeUnit.NANOSECONDS.sleep(INTERVAL.toNanos());
                look();
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        long start = System.nanoTime();
        if (watch.isWorthwhile(used(), start)) {
            System.gc();
            watch.collected(used(), start, System.nanoTime());
        }
    }

    private static long used() {
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
