package dev.dragoman.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.dragoman.error.ErrorDetail;
import dev.dragoman.error.ServiceUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is remembered is what was there when somebody last said that it changed. */
final class RememberedTest {

    private final ConcurrentHashMap<String, String> database = new ConcurrentHashMap<>();
    private final AtomicInteger reads = new AtomicInteger();
    private final AtomicReference<@Nullable Runnable> beforeTheReadEnds = new AtomicReference<>();
    private volatile boolean away;
    private volatile Instant now = Instant.parse("2026-05-06T10:00:00Z");

    private final Remembered<String> remembered = new Remembered<>(
            this::read,
            () -> Duration.ofMinutes(1),
            new Remembered.Bounds(1_000, 1_000, Duration.ofMinutes(1)),
            () -> now);

    private @Nullable String read(String id) {
        reads.incrementAndGet();
        if (away) {
            throw new ServiceUnavailableException(ErrorDetail.of("away"));
        }
        String found = database.get(id);
        Runnable meanwhile = beforeTheReadEnds.getAndSet(null);
        if (meanwhile != null) {
            meanwhile.run();
        }
        return found;
    }

    @Test
    void aValueIsReadOnceUntilItChanges() {
        database.put("a", "one");
        assertThat(remembered.find("a")).isEqualTo("one");
        assertThat(remembered.find("a")).isEqualTo("one");
        assertThat(reads).hasValue(1);

        database.put("a", "two");
        remembered.changed("a");

        assertThat(remembered.find("a")).isEqualTo("two");
    }

    @Test
    void aChangeThatIsToldWhileTheOldIsReadIsNotMissed() {
        database.put("a", "one");
        beforeTheReadEnds.set(() -> {
            database.put("a", "two");
            remembered.changed("a");
        });
        remembered.find("a");

        assertThat(remembered.find("a")).isEqualTo("two");
    }

    @Test
    void whatIsMadeWhileNothingIsReadIsNotMissed() {
        beforeTheReadEnds.set(() -> {
            database.put("a", "one");
            remembered.changed("a");
        });
        assertThat(remembered.find("a")).isNull();

        assertThat(remembered.find("a")).isEqualTo("one");
    }

    @Test
    void aChangeOfWhatManyAreMadeOfIsNotMissedEither() {
        database.put("a", "one");
        beforeTheReadEnds.set(() -> {
            database.put("a", "two");
            remembered.changed((String value) -> value.equals("one"));
        });
        remembered.find("a");

        assertThat(remembered.find("a")).isEqualTo("two");
    }

    @Test
    void whatIsKnownCountsWhileTheDatabaseIsAwayAndNothingElse() {
        database.put("a", "one");
        remembered.find("a");
        away = true;
        remembered.changed("a");

        assertThat(remembered.find("a")).isEqualTo("one");
        assertThatExceptionOfType(ServiceUnavailableException.class).isThrownBy(() -> remembered.find("b"));
    }

    @Test
    void anOldValueIsReadAgainBesideWhoLooks() throws InterruptedException {
        database.put("a", "one");
        remembered.find("a");
        database.put("a", "two");
        now = now.plusSeconds(61);

        long end = System.nanoTime() + 10_000_000_000L;
        while (!"two".equals(remembered.find("a")) && System.nanoTime() < end) {
            Thread.sleep(5);
        }
        assertThat(remembered.find("a")).isEqualTo("two");
    }
}
