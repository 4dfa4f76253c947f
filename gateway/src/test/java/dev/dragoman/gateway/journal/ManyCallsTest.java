package dev.dragoman.gateway.journal;

import static dev.dragoman.gateway.journal.Journals.id;
import static dev.dragoman.gateway.journal.Journals.next;
import static dev.dragoman.gateway.journal.Journals.settings;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many calls at once, while a database follows and segments come and go. */
final class ManyCallsTest {

    private static final int THREADS = 40;
    private static final int SEGMENT = 256 << 10;
    private static final long WHILE = 1_000_000;
    private static final int CALLS = 400;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void everyOutcomeIsToldOnceAndAsItWasWritten(long seed) throws Exception {
        JournalSettings settings = settings(folder).withSizes(SEGMENT, 24L * SEGMENT, 4_096, 600);
        Map<UUID, Integer> written = new HashMap<>();
        List<Outcome> told = new ArrayList<>();
        try (Journal journal = Journals.intact(settings);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Map<UUID, Integer>>> callers = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                int number = thread;
                callers.add(threads.submit(() -> call(journal, number, new Random(seed * 100 + number))));
            }
            CompletableFuture<Void> database =
                    CompletableFuture.runAsync(() -> follow(journal, new Random(seed), told));
            for (Future<Map<UUID, Integer>> caller : callers) {
                written.putAll(caller.get(60, TimeUnit.SECONDS));
            }
            database.get(60, TimeUnit.SECONDS);
            assertThat(journal.figures())
                    .extracting(JournalFigures::waiting, JournalFigures::waitingBytes, JournalFigures::open)
                    .containsExactly(0L, 0L, 0);
            assertThat(journal.figures().diskBytes()).isLessThanOrEqualTo(24L * SEGMENT);
        }
        assertThat(told).hasSize(THREADS * CALLS);
        Map<UUID, Integer> found = new HashMap<>();
        told.forEach(outcome -> found.put(outcome.id(), Arrays.hashCode(outcome.facts())));
        assertThat(found).isEqualTo(written);
        assertEachThreadInOrder(told);
    }

    private static Map<UUID, Integer> call(Journal journal, int thread, Random random) {
        Map<UUID, Integer> written = new HashMap<>();
        for (int i = 0; i < CALLS; i++) {
            UUID id = id((long) thread << 32 | i);
            byte[] facts = Journals.payload(id, 600, random);
            OpenIntent intent = begin(journal, id, new byte[random.nextInt(300)]);
            while (random.nextInt(4) == 0) {
                intent.progress(new byte[random.nextInt(300)]);
                LockSupport.parkNanos(1);
            }
            intent.outcome(facts);
            written.put(id, Arrays.hashCode(facts));
        }
        return written;
    }

    /** Begins as soon as the database has made room. */
    private static OpenIntent begin(Journal journal, UUID id, byte[] payload) {
        while (true) {
            try {
                return journal.begin(id, Journals.NOW, payload);
            } catch (JournalFullException full) {
                LockSupport.parkNanos(WHILE);
            }
        }
    }

    /** A database that fails now and then, and is asked how far it has come. */
    private static void follow(Journal journal, Random random, List<Outcome> told) {
        Position committed = Position.START;
        while (told.size() < THREADS * CALLS) {
            try (JournalReader reader = journal.reader(committed)) {
                boolean works = true;
                while (works && told.size() < THREADS * CALLS) {
                    Batch batch = next(reader, 1 + random.nextInt(300));
                    works = random.nextInt(10) > 0;
                    if (works) {
                        told.addAll(batch.outcomes());
                        committed = batch.end();
                        reader.acknowledge(batch);
                    }
                }
            }
        }
    }

    private static void assertEachThreadInOrder(List<Outcome> told) {
        int[] last = new int[THREADS];
        for (Outcome outcome : told) {
            long number = ByteBuffer.wrap(outcome.facts()).getLong(Long.BYTES);
            int thread = (int) (number >>> 32);
            assertThat((int) number).isEqualTo(last[thread]++);
        }
    }
}
