package dev.dragoman.gateway.web.netty.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dragoman.gateway.web.EngineSettings.Scheduler;
import dev.dragoman.gateway.web.EngineSettings.Transport;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(
        value = Scheduler.class,
        names = {"DEFAULT", "EVENT_LOOP"})
@Timeout(60)
final class LoopsTest {

    private final Scheduler scheduler;
    private final Loops loops;

    LoopsTest(Scheduler scheduler) {
        this.scheduler = scheduler;
        this.loops = Loops.start(SocketTransport.best(Transport.AUTO), scheduler, 2);
    }

    @AfterEach
    void close() {
        loops.close();
    }

    @Test
    void theSchedulerIsTheOneAskedFor() {
        assertThat(loops.scheduler()).isEqualTo(scheduler);
    }

    @Test
    void operationsRunInTheOrderTheyWerePosted() throws Exception {
        Loop loop = loops.next();
        List<Integer> order = new ArrayList<>();
        CountDownLatch done = new CountDownLatch(1);
        for (int i = 0; i < 1_000; i++) {
            int number = i;
            loop.post(operation(() -> order.add(number)));
        }
        loop.post(operation(done::countDown));

        done.await();

        assertThat(order).hasSize(1_000).isSorted();
    }

    @Test
    void operationsOfManyThreadsAllRun() throws Exception {
        Loop loop = loops.next();
        AtomicInteger run = new AtomicInteger();
        CountDownLatch done = new CountDownLatch(40_000);
        for (int i = 0; i < 4; i++) {
            Thread.ofPlatform().start(() -> {
                for (int j = 0; j < 10_000; j++) {
                    loop.post(operation(() -> {
                        run.incrementAndGet();
                        done.countDown();
                    }));
                }
            });
        }

        done.await();

        assertThat(run).hasValue(40_000);
    }

    @Test
    void anOperationThatFailsDoesNotStopTheNext() throws Exception {
        CountDownLatch done = new CountDownLatch(1);
        Loop loop = loops.next();
        loop.post(operation(() -> {
            throw new IllegalStateException("on purpose");
        }));
        loop.post(operation(done::countDown));

        assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void requestsRunInVirtualThreads() throws Exception {
        assertThat(inRequest(() -> Thread.currentThread().isVirtual())).isTrue();
    }

    @Test
    void requestsThatBlockInEveryWayWakeUpAgain() throws Exception {
        ReentrantLock lock = new ReentrantLock();
        Object monitor = new Object();
        BlockingQueue<String> queue = new LinkedBlockingQueue<>();
        CountDownLatch done = new CountDownLatch(200);
        for (int i = 0; i < 100; i++) {
            startRequest(() -> {
                LockSupport.parkNanos(100_000);
                synchronized (monitor) {
                    lock.lock();
                    try {
                        LockSupport.parkNanos(10_000);
                    } finally {
                        lock.unlock();
                    }
                }
                queue.add("item");
                done.countDown();
            });
            startRequest(() -> {
                take(queue);
                done.countDown();
            });
        }

        assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aLockHeldByASleepingRequestDoesNotStopTheLoop() throws Exception {
        Object monitor = new Object();
        Loop loop = loops.serving().getFirst();
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch passed = new CountDownLatch(1);
        loop.post(operation(() -> loop.threads().start(() -> {
            synchronized (monitor) {
                held.countDown();
                await(release);
            }
        })));
        held.await();

        loop.post(operation(() -> {
            synchronized (monitor) {
                passed.countDown();
            }
        }));
        release.countDown();

        assertThat(passed.await(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void theOwnerOfARequestIsItsLoop() throws Exception {
        Loop loop = loops.serving().getLast();
        CompletableFuture<Loop> owner = new CompletableFuture<>();
        loop.post(operation(() -> loop.threads().start(() -> {
            loop.own();
            owner.complete(Loop.owner());
        })));

        assertThat(owner.get(30, TimeUnit.SECONDS)).isSameAs(loop);
        assertThat(Loop.owner()).isNull();
    }

    @Test
    void anAlarmRings() throws Exception {
        Loop loop = loops.next();
        CountDownLatch rung = new CountDownLatch(1);
        loop.post(operation(() -> loop.alarm(rung::countDown).set(System.nanoTime() + 1_000_000)));

        assertThat(rung.await(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void alarmsRingInOrderAndNotWhenTakenBack() throws Exception {
        Loop loop = loops.next();
        BlockingQueue<String> rung = new LinkedBlockingQueue<>();
        loop.post(operation(() -> {
            long now = System.nanoTime();
            Alarm moved = loop.alarm(() -> rung.add("moved"));
            moved.set(now + TimeUnit.HOURS.toNanos(1));
            Alarm unset = loop.alarm(() -> rung.add("unset"));
            unset.set(now + TimeUnit.MILLISECONDS.toNanos(20));
            Alarm disposed = loop.alarm(() -> rung.add("disposed"));
            disposed.set(now + TimeUnit.MILLISECONDS.toNanos(20));
            loop.alarm(() -> rung.add("last")).set(now + TimeUnit.MILLISECONDS.toNanos(100));
            loop.alarm(() -> rung.add("first")).set(now + TimeUnit.MILLISECONDS.toNanos(10));
            moved.set(now + TimeUnit.MILLISECONDS.toNanos(50));
            unset.unset();
            disposed.dispose();
        }));

        assertThat(rung.poll(30, TimeUnit.SECONDS)).isEqualTo("first");
        assertThat(rung.poll(30, TimeUnit.SECONDS)).isEqualTo("moved");
        assertThat(rung.poll(30, TimeUnit.SECONDS)).isEqualTo("last");
    }

    @Test
    void offloadedWorkReturnsItsResult() throws Exception {
        LoopOffload offload = new LoopOffload();

        assertThat(inRequest(() -> offload.call(() -> "done"))).isEqualTo("done");
    }

    @Test
    void offloadedWorkThatHoldsItsThreadDoesNotHoldTheLoop() throws Exception {
        LoopOffload offload = new LoopOffload();
        CountDownLatch holding = new CountDownLatch(1);
        boolean[] release = new boolean[1];
        Loop loop = loops.serving().getFirst();
        CompletableFuture<String> offloaded = new CompletableFuture<>();
        loop.post(operation(() -> loop.threads().start(() -> {
            loop.own();
            offloaded.complete(called(offload, () -> {
                holding.countDown();
                while (!released(release)) {
                    Thread.onSpinWait();
                }
                return "done";
            }));
        })));
        holding.await();
        CountDownLatch passed = new CountDownLatch(1);

        loop.post(operation(passed::countDown));

        assertThat(passed.await(30, TimeUnit.SECONDS)).isTrue();
        release(release);
        assertThat(offloaded.get(30, TimeUnit.SECONDS)).isEqualTo("done");
    }

    @Test
    void offloadedWorkThrowsWhatItThrows() {
        LoopOffload offload = new LoopOffload();

        assertThatThrownBy(() -> inRequest(() -> offload.call(() -> {
                    throw new IOException("disk full");
                })))
                .hasRootCauseInstanceOf(IOException.class)
                .hasRootCauseMessage("disk full");
    }

    @Test
    void aTransportThatWorksIsFound() {
        assertThat(SocketTransport.best(Transport.AUTO).kind()).isNotEqualTo(Transport.AUTO);
        assertThat(SocketTransport.best(Transport.NIO).kind()).isEqualTo(Transport.NIO);
    }

    @ParameterizedTest
    @EnumSource(
            value = Transport.class,
            names = {"IO_URING", "EPOLL", "NIO"})
    void theCheckOfTheSchedulerPassesOnEveryTransport(Transport transport) {
        assertThat(SchedulerCheck.problem(SocketTransport.best(transport))).isNull();
    }

    @Test
    void loopsEndInTime() {
        loops.close();

        assertThat(loops.serving()).allMatch(Loop::isTerminated);
    }

    @Test
    void aRequestThatHoldsALoopIsNoticed() throws Exception {
        Fallback fallback = new Fallback();
        Loop loop = loops.serving().getFirst();
        boolean[] release = new boolean[1];
        CountDownLatch holding = new CountDownLatch(1);
        loop.post(operation(() -> {
            holding.countDown();
            while (!released(release)) {
                Thread.onSpinWait();
            }
        }));
        holding.await();
        Watchdog.Rhythm rhythm =
                new Watchdog.Rhythm(Duration.ofMillis(10), Duration.ofMillis(100), Duration.ofHours(1));
        try (Watchdog watchdog = new Watchdog(loops.serving(), fallback, rhythm, System::nanoTime)) {
            watchdog.start();

            while (!fallback.isTaken()) {
                Thread.onSpinWait();
            }
        } finally {
            release(release);
        }
    }

    @Test
    void requestsRunOnTheDefaultSchedulerOnceTheFallbackIsTaken() throws Exception {
        Fallback fallback = new Fallback();
        CarrierRunner runner = new CarrierRunner("fallen", fallback);
        Loop loop = new Loop(0, SocketTransport.best(Transport.AUTO), runner);
        runner.start(loop);
        try {
            assertThat(carrierOf(loop)).contains("fallen");

            fallback.take();

            assertThat(carrierOf(loop)).contains("ForkJoinPool");

            fallback.release();

            assertThat(carrierOf(loop)).contains("fallen");
        } finally {
            loop.terminate();
            runner.join();
        }
    }

    /** The text of a request's thread, which names what carries it. */
    private static String carrierOf(Loop loop) throws Exception {
        CompletableFuture<String> text = new CompletableFuture<>();
        loop.post(operation(() ->
                loop.threads().start(() -> text.complete(Thread.currentThread().toString()))));
        return text.get(30, TimeUnit.SECONDS);
    }

    private <T> T inRequest(java.util.concurrent.Callable<T> work) throws Exception {
        CompletableFuture<T> result = new CompletableFuture<>();
        Loop loop = loops.next();
        loop.post(operation(() -> loop.threads().start(() -> {
            loop.own();
            try {
                result.complete(work.call());
            } catch (Exception e) {
                result.completeExceptionally(e);
            }
        })));
        return result.get(30, TimeUnit.SECONDS);
    }

    private void startRequest(Runnable request) {
        Loop loop = loops.next();
        loop.post(operation(() -> loop.threads().start(request)));
    }

    private static String called(LoopOffload offload, java.util.concurrent.Callable<String> work) {
        try {
            return offload.call(work);
        } catch (Exception e) {
            return e.toString();
        }
    }

    private static synchronized boolean released(boolean[] flag) {
        return flag[0];
    }

    private static synchronized void release(boolean[] flag) {
        flag[0] = true;
    }

    private static void take(BlockingQueue<String> queue) {
        try {
            queue.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Operation operation(Runnable work) {
        return new Operation() {
            @Override
            protected void run() {
                work.run();
            }
        };
    }
}
