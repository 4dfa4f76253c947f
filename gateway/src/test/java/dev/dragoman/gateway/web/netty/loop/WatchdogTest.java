package dev.dragoman.gateway.web.netty.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.gateway.web.EngineSettings.Scheduler;
import dev.dragoman.gateway.web.EngineSettings.Transport;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The time here is the test's own; the loops are real. */
@Timeout(60)
final class WatchdogTest {

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration QUIET = Duration.ofMinutes(1);
    private static final Watchdog.Rhythm RHYTHM = new Watchdog.Rhythm(Duration.ofMillis(500), PATIENCE, QUIET);

    private final AtomicLong now =
            new AtomicLong(Long.MAX_VALUE - Duration.ofMinutes(5).toNanos());
    private final Fallback fallback = new Fallback();
    private final Loops loops = Loops.start(SocketTransport.best(Transport.AUTO), Scheduler.EVENT_LOOP, 2);
    private final Watchdog watchdog = new Watchdog(loops.serving(), fallback, RHYTHM, now::get);

    @AfterEach
    void close() {
        loops.close();
    }

    @Test
    void aLoopThatAnswersIsLeftAlone() throws InterruptedException {
        for (int i = 0; i < 10; i++) {
            watchdog.look(0);
            answered();
            passes(PATIENCE.multipliedBy(2));
        }

        assertThat(fallback.isTaken()).isFalse();
    }

    @Test
    void aLoopThatIsHeldUpIsGivenUp() throws InterruptedException {
        CountDownLatch end = held();
        watchdog.look(0);
        passes(PATIENCE);
        watchdog.look(0);
        assertThat(fallback.isTaken()).isFalse();

        passes(Duration.ofNanos(1));
        watchdog.look(0);

        assertThat(fallback.isTaken()).isTrue();
        end.countDown();
    }

    @Test
    void whatTheMachineTookFromTheWatchIsNotTheLoopsFault() throws InterruptedException {
        CountDownLatch end = held();
        watchdog.look(0);
        passes(Duration.ofSeconds(15));
        watchdog.look(Duration.ofSeconds(14).toNanos());

        assertThat(fallback.isTaken()).isFalse();
        end.countDown();
    }

    @Test
    void requestsComeBackOnceAllLoopsHaveBeenQuietForLongEnough() throws InterruptedException {
        stall();

        quiet(QUIET.minusNanos(1));
        assertThat(fallback.isTaken()).isTrue();

        quiet(Duration.ofNanos(1));
        assertThat(fallback.isTaken()).isFalse();
    }

    @Test
    void aFurtherStallBeginsTheQuietAnew() throws InterruptedException {
        stall();
        quiet(QUIET.dividedBy(2));

        stall();
        quiet(QUIET.minusNanos(1));
        assertThat(fallback.isTaken()).isTrue();

        quiet(Duration.ofNanos(1));
        assertThat(fallback.isTaken()).isFalse();
    }

    @Test
    void whoStallsSoonAfterComingBackWaitsTwiceAsLong() throws InterruptedException {
        stall();
        quiet(QUIET);

        stall();
        quiet(QUIET.multipliedBy(2).minusNanos(1));
        assertThat(fallback.isTaken()).isTrue();

        quiet(Duration.ofNanos(1));
        assertThat(fallback.isTaken()).isFalse();
    }

    @Test
    void whoStallsLongAfterComingBackWaitsNoLongerThanBefore() throws InterruptedException {
        stall();
        quiet(QUIET);
        quiet(QUIET.multipliedBy(2));

        stall();
        quiet(QUIET);

        assertThat(fallback.isTaken()).isFalse();
    }

    @Test
    void theWaitDoesNotGrowForEver() throws InterruptedException {
        Duration most = QUIET.multipliedBy(64);
        for (int i = 0; i < 12; i++) {
            stall();
            quiet(most);
            assertThat(fallback.isTaken()).as("after stall %s", i).isFalse();
        }
    }

    /** Holds a loop up until it is given up, and lets it go. */
    private void stall() throws InterruptedException {
        CountDownLatch end = held();
        watchdog.look(0);
        passes(PATIENCE.plusNanos(1));
        watchdog.look(0);
        assertThat(fallback.isTaken()).isTrue();
        end.countDown();
        answered();
    }

    /** All loops answer for so long; the last look finds that it has passed. */
    private void quiet(Duration duration) throws InterruptedException {
        passes(duration);
        watchdog.look(0);
        answered();
    }

    private void passes(Duration duration) {
        now.addAndGet(duration.toNanos());
    }

    /** Waits until every loop has done all that was asked of it. */
    private void answered() throws InterruptedException {
        CountDownLatch done = new CountDownLatch(loops.serving().size());
        loops.serving().forEach(loop -> loop.post(new Work(done::countDown)));
        done.await();
    }

    /** Blocks the first loop's thread, once it has done what was asked of it before. */
    private CountDownLatch held() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        loops.serving().getFirst().post(new Work(() -> {
            begun.countDown();
            while (end.getCount() > 0) {
                Thread.onSpinWait();
            }
        }));
        begun.await();
        return end;
    }

    private static final class Work extends Operation {

        private final Runnable work;

        private Work(Runnable work) {
            this.work = work;
        }

        @Override
        protected void run() {
            work.run();
        }
    }
}
