package dev.dragoman.gateway.web.netty.loop;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The platform thread under one event loop and its requests: a scheduler of virtual threads that runs them one at a time,
 * in the order in which they became runnable. The event loop is one of them. While it waits for sockets it holds the
 * thread, so whoever makes another runnable from outside ends that wait.
 */
final class Carrier implements Executor {

    /** Waits are bounded, so that a wake-up lost to a defect would cost a moment and not the loop. */
    private static final long LONGEST_WAIT = TimeUnit.SECONDS.toNanos(1);

    private static final int WAITS_AFTER_THE_LOOP = 3;

    private final Loop loop;
    private final Thread thread;
    private final Queue<Runnable> local = new ArrayDeque<>();
    private final Queue<Runnable> foreign = new ConcurrentLinkedQueue<>();
    private volatile @Nullable Thread loopThread;
    private volatile boolean waiting;

    Carrier(Loop loop, String name) {
        this.loop = loop;
        this.thread = Thread.ofPlatform().daemon().name(name).unstarted(this::run);
    }

    /** Starts the thread, with the event loop's task as its first virtual thread. */
    Thread start(String name, Runnable loopTask) {
        Thread started = VirtualThreads.start(this, name, loopTask);
        loopThread = started;
        thread.start();
        return started;
    }

    /** Makes a virtual thread runnable. */
    @Override
    public void execute(Runnable continuation) {
        Thread current = Thread.currentThread();
        if (current == loopThread || current == thread) {
            local.add(continuation);
            return;
        }
        foreign.add(continuation);
        if (waiting) {
            LockSupport.unpark(thread);
        } else {
            loop.wakeUp();
        }
    }

    /** Whether another virtual thread than the running one is runnable; on this carrier only. */
    boolean hasWork() {
        return !local.isEmpty() || !foreign.isEmpty();
    }

    private void run() {
        int waits = 0;
        while (waits < WAITS_AFTER_THE_LOOP) {
            Runnable next = next();
            if (next != null) {
                waits = 0;
                next.run();
            } else {
                await();
                waits = loop.isTerminated() ? waits + 1 : 0;
            }
        }
    }

    private @Nullable Runnable next() {
        Runnable arrived = foreign.poll();
        if (arrived != null) {
            local.add(arrived);
        }
        return local.poll();
    }

    private void await() {
        waiting = true;
        if (foreign.isEmpty()) {
            LockSupport.parkNanos(this, LONGEST_WAIT);
        }
        waiting = false;
    }
}
