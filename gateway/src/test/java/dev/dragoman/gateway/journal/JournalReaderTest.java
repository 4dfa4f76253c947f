package dev.dragoman.gateway.journal;

import static dev.dragoman.gateway.journal.Journals.book;
import static dev.dragoman.gateway.journal.Journals.bytes;
import static dev.dragoman.gateway.journal.Journals.id;
import static dev.dragoman.gateway.journal.Journals.intact;
import static dev.dragoman.gateway.journal.Journals.killed;
import static dev.dragoman.gateway.journal.Journals.next;
import static dev.dragoman.gateway.journal.Journals.segments;
import static dev.dragoman.gateway.journal.Journals.settings;
import static dev.dragoman.gateway.journal.Journals.take;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reading on from wherever the database has come to. */
final class JournalReaderTest {

    private static final int CALLS = 300;

    @TempDir
    private Path folder;

    @Test
    void readsOnFromEveryPosition() throws IOException {
        List<Position> ends = new ArrayList<>();
        ends.add(Position.START);
        Path copy;
        try (Journal journal = written(CALLS)) {
            copy = killed(folder, folder.resolve("copy"));
            JournalReader reader = journal.reader(Position.START);
            for (int i = 0; i < CALLS; i++) {
                ends.add(next(reader, 1).end());
            }
            reader.close();
            assertThat(ends).isSorted();
            assertThat(ends.getLast().segment()).as("over segments").isGreaterThan(2);
            for (int from = 0; from < CALLS; from++) {
                expectFrom(journal, ends.get(from), from);
            }
        }
        for (int from = 7; from < CALLS; from += 29) {
            try (Journal journal = intact(settings(copy))) {
                expectFrom(journal, ends.get(from), from);
            }
        }
    }

    /** A database that was set back knows an earlier position; what is still there comes again. */
    @Test
    void aPositionWithinARecordMeansTheNext() {
        try (Journal journal = written(10)) {
            Position first;
            try (JournalReader reader = journal.reader(Position.START)) {
                first = next(reader, 1).end();
            }
            expectFrom(journal, new Position(first.segment(), first.offset() + 3), 1, 10);
            expectFrom(journal, new Position(first.segment(), Journals.SEGMENT * 3), 10, 10);
            expectFrom(journal, Position.START, 0, 10);
        }
    }

    private static void expectFrom(Journal journal, Position position, int from) {
        expectFrom(journal, position, from, CALLS);
    }

    private static void expectFrom(Journal journal, Position position, int from, int count) {
        try (JournalReader reader = journal.reader(position)) {
            assertThat(journal.figures().waiting()).isEqualTo(count - from);
            List<UUID> ids = new ArrayList<>();
            while (ids.size() < count - from) {
                next(reader, 1_000).outcomes().forEach(outcome -> ids.add(outcome.id()));
            }
            assertThat(ids).hasSize(count - from).startsWith(ids.isEmpty() ? new UUID[0] : new UUID[] {id(from)});
        }
    }

    /** A disk that lost what it said it had: what is written in its place is told all the same. */
    @Test
    void aPositionThatTheDiskLostLeavesNothingOut() throws IOException {
        Position known;
        Path earlier;
        try (Journal journal = written(5)) {
            earlier = killed(folder, folder.resolve("earlier"));
            for (int i = 5; i < 50; i++) {
                book(journal, id(i), bytes("lost with the disk"));
            }
            JournalReader reader = journal.reader(Position.START);
            take(reader, 49);
            known = next(reader, 1).end();
        }
        try (Journal journal = intact(settings(earlier))) {
            book(journal, id(100), bytes("new"));
            try (JournalReader reader = journal.reader(known)) {
                assertThat(take(reader, 1)).extracting(Outcome::id).containsExactly(id(100));
            }
        }
    }

    @Test
    void waitsForWhatComes() throws InterruptedException, ExecutionException, TimeoutException {
        try (Journal journal = written(0);
                JournalReader reader = journal.reader(Position.START)) {
            assertThat(reader.read(10, Duration.ofMillis(20)).outcomes()).isEmpty();
            CompletableFuture<Batch> waiting = CompletableFuture.supplyAsync(() -> next(reader, 10));
            OpenIntent intent = journal.begin(id(1), 1, bytes("key a"));
            assertThatThrownBy(() -> waiting.get(50, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
            intent.outcome(bytes("one"));
            assertThat(waiting.get(30, TimeUnit.SECONDS).outcomes())
                    .extracting(Outcome::id)
                    .containsExactly(id(1));
        }
    }

    @Test
    void aWaitingReaderHearsOfTheEnd() {
        Journal journal = written(0);
        JournalReader reader = journal.reader(Position.START);
        CompletableFuture<Batch> waiting = CompletableFuture.supplyAsync(() -> next(reader, 10));
        journal.close();

        assertThatThrownBy(() -> waiting.get(30, TimeUnit.SECONDS)).hasCauseInstanceOf(JournalException.class);
    }

    @Test
    void thereIsOneReader() {
        try (Journal journal = written(3)) {
            JournalReader first = journal.reader(Position.START);
            assertThatThrownBy(() -> journal.reader(Position.START)).isInstanceOf(IllegalStateException.class);
            Batch batch = next(first, 1);
            first.close();
            journal.reader(batch.end()).close();
            assertThatThrownBy(() -> first.acknowledge(batch)).isInstanceOf(JournalException.class);
        }
    }

    @Test
    void segmentsGoWhenTheDatabaseIsPastThem() throws IOException, InterruptedException {
        try (Journal journal = written(CALLS);
                JournalReader reader = journal.reader(Position.START)) {
            Path first = segments(folder).getFirst();
            take(reader, 1);
            for (int i = 2; i < CALLS; i++) {
                next(reader, 1);
            }
            Batch last = next(reader, 1);
            assertThat(first).as("read, but not acknowledged").exists();

            reader.acknowledge(last);

            awaitSegments(3);
            assertThat(first).doesNotExist();
        }
        try (Journal journal = intact(settings(folder))) {
            assertThat(Journals.all(journal)).as("what the last segments hold").hasSizeBetween(1, CALLS / 2);
        }
    }

    private void awaitSegments(int count) throws IOException, InterruptedException {
        while (segments(folder).size() != count) {
            TimeUnit.MILLISECONDS.sleep(2);
        }
    }

    @Test
    void figuresTellWhatWaits() {
        try (Journal journal = written(4);
                JournalReader reader = journal.reader(Position.START)) {
            OpenIntent intent = journal.begin(id(9), 1, bytes("key a"));
            JournalFigures before = journal.figures();
            take(reader, 3);
            JournalFigures after = journal.figures();
            take(reader, 1);
            JournalFigures end = journal.figures();
            intent.outcome(bytes("nine"));

            assertThat(before.waiting()).isEqualTo(4);
            assertThat(before.waitingBytes()).isEqualTo(4 * after.waitingBytes());
            assertThat(after.waiting()).isEqualTo(1);
            assertThat(after.oldestMillis()).isEqualTo(Journals.NOW);
            assertThat(after.open()).isEqualTo(1);
            assertThat(after.diskBytes()).isEqualTo(3 * Journals.SEGMENT);
            assertThat(end.waitingBytes()).isZero();
            assertThat(end.oldestMillis()).isNull();
            assertThat(end.trouble()).isNull();
        }
    }

    private Journal written(int calls) {
        Journal journal = intact(settings(folder));
        for (int i = 0; i < calls; i++) {
            book(journal, id(i), new byte[1_000]);
        }
        return journal;
    }
}
