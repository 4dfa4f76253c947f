package dev.dragoman.gateway.web.netty.loop;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Tries, before it is relied on, whether virtual threads on an event loop park, sleep, lock and wake as they should. */
final class SchedulerCheck {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private SchedulerCheck() {}

    /** What does not work; null when all does. */
    static @Nullable String problem(SocketTransport transport) {
        if (VirtualThreads.UNAVAILABLE != null) {
            return VirtualThreads.UNAVAILABLE;
        }
        CarrierRunner runner = new CarrierRunner("dragoman-check", new Fallback());
        Loop loop = new Loop(-1, transport, runner);
        try {
            runner.start(loop);
            return tryOut(loop, runner) ? null : "virtual threads on an event loop did not wake up";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted";
        } catch (RuntimeException | LinkageError e) {
            return e.toString();
        } finally {
            loop.terminate();
            runner.join();
        }
    }

    private static boolean tryOut(Loop loop, CarrierRunner runner) throws InterruptedException {
        Object lock = new Object();
        CountDownLatch done = new CountDownLatch(3);
        CountDownLatch waiting = new CountDownLatch(1);
        Thread[] parked = new Thread[1];
        loop.post(new Start(runner, () -> {
            parked[0] = Thread.currentThread();
            waiting.countDown();
            LockSupport.park();
            done.countDown();
        }));
        loop.post(new Start(runner, () -> sleepLocked(lock, done)));
        loop.post(new Start(runner, () -> sleepLocked(lock, done)));
        if (!waiting.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
            return false;
        }
        LockSupport.unpark(parked[0]);
        return done.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static void sleepLocked(Object lock, CountDownLatch done) {
        synchronized (lock) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
        done.countDown();
    }

    /** Starts a request's thread from the loop, as connections do. */
    private static final class Start extends Operation {

        private final CarrierRunner runner;
        private final Runnable request;

        private Start(CarrierRunner runner, Runnable request) {
            this.runner = runner;
            this.request = request;
        }

        @Override
        protected void run() {
            runner.threads().start(request);
        }
    }
}
