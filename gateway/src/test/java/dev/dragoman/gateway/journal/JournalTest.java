package dev.dragoman.gateway.journal;

import static dev.dragoman.gateway.journal.Journals.all;
import static dev.dragoman.gateway.journal.Journals.book;
import static dev.dragoman.gateway.journal.Journals.bytes;
import static dev.dragoman.gateway.journal.Journals.id;
import static dev.dragoman.gateway.journal.Journals.intact;
import static dev.dragoman.gateway.journal.Journals.killed;
import static dev.dragoman.gateway.journal.Journals.segments;
import static dev.dragoman.gateway.journal.Journals.settings;
import static dev.dragoman.gateway.journal.Journals.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Calls from intent to outcome, and directories that cannot be used. */
final class JournalTest {

    @TempDir
    private Path folder;

    @Test
    void outcomesAreToldInTheirOrderAlsoAfterARestart() {
        UUID identity;
        try (Journal journal = intact(settings(folder))) {
            identity = journal.identity();
            OpenIntent first = journal.begin(id(1), 5, bytes("key a"));
            book(journal, id(2), bytes("two"));
            first.progress(bytes("half"));
            first.outcome(bytes("one"));
            assertThat(all(journal)).extracting(Outcome::id).containsExactly(id(2), id(1));
        }
        try (Journal journal = intact(settings(folder))) {
            book(journal, id(3), new byte[0]);

            List<Outcome> outcomes = all(journal);

            assertThat(journal.identity()).isEqualTo(identity);
            assertThat(outcomes).extracting(outcome -> text(outcome.facts())).containsExactly("two", "one", "");
            assertThat(outcomes).extracting(Outcome::millis).containsOnly(Journals.NOW);
        }
    }

    @Test
    void aCallHasOneIntentAndOneOutcome() {
        try (Journal journal = intact(settings(folder))) {
            OpenIntent intent = journal.begin(id(1), 5, bytes("key a"));
            assertThatThrownBy(() -> journal.begin(id(1), 5, bytes("key a"))).isInstanceOf(IllegalStateException.class);
            intent.outcome(bytes("one"));
            assertThatThrownBy(() -> intent.outcome(bytes("two"))).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> intent.progress(bytes("two"))).isInstanceOf(IllegalStateException.class);
            assertThat(all(journal)).hasSize(1);
        }
    }

    @Test
    void aPayloadThatIsTooLongHarmsNothing() {
        try (Journal journal = intact(settings(folder))) {
            assertThatThrownBy(() -> journal.begin(id(1), 5, new byte[4_097]))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("a payload has 4097 bytes (expected: 4096 at most)");
            OpenIntent intent = journal.begin(id(1), 5, new byte[4_096]);
            assertThatThrownBy(() -> intent.outcome(new byte[4_097])).isInstanceOf(IllegalArgumentException.class);
            intent.outcome(new byte[4_096]);
            assertThat(all(journal)).hasSize(1);
        }
    }

    @Test
    void aDirectoryHasOneJournal() {
        try (Journal journal = intact(settings(folder))) {
            assertThatThrownBy(() -> intact(settings(folder.resolve(".").resolve(""))))
                    .isInstanceOf(JournalException.class)
                    .hasMessageContaining("in use by this process");
            book(journal, id(1), bytes("one"));
        }
        try (Journal journal = intact(settings(folder))) {
            assertThat(all(journal)).hasSize(1);
        }
    }

    @Test
    void aDirectoryThatCannotBeUsedIsToldAtTheStart() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "no directory");

        assertThatThrownBy(() -> intact(settings(file.resolve("journal"))))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("expected: a directory to write to");
    }

    @Test
    void segmentsOfTwoJournalsAreNotMixed() throws IOException {
        Path one = folder.resolve("one");
        Path other = folder.resolve("other");
        intact(settings(one)).close();
        intact(settings(other)).close();
        Path strange = segments(other).getFirst();
        Files.copy(strange, one.resolve(strange.getFileName()));

        assertThatThrownBy(() -> intact(settings(one))).hasMessageContaining("segments of two journals");
    }

    @Test
    void anotherVersionsFormatIsRefused() throws IOException {
        intact(settings(folder)).close();
        try (RandomAccessFile file =
                new RandomAccessFile(segments(folder).getFirst().toFile(), "rw")) {
            file.seek(7);
            file.write(9);
        }

        assertThatThrownBy(() -> intact(settings(folder))).hasMessageContaining("in version 9 of the journal's format");
    }

    @Test
    void whatIsHalfMadeIsRemoved() throws IOException {
        Path half = Files.writeString(folder.resolve("000000000001-x.segment.new"), "killed");
        Path foreign = Files.writeString(folder.resolve("notes.txt"), "not ours");

        intact(settings(folder)).close();

        assertThat(half).doesNotExist();
        assertThat(foreign).exists();
    }

    @Test
    void sizesMayChangeBetweenStarts() throws IOException {
        try (Journal journal = intact(settings(folder))) {
            book(journal, id(1), bytes("one"));
        }
        JournalSettings larger = settings(folder).withSizes(256 << 10, 8L << 20, 32 << 10, 16 << 10);
        try (Journal journal = intact(larger)) {
            for (int i = 2; i <= 20; i++) {
                book(journal, id(i), new byte[32 << 10]);
            }
            assertThat(all(journal)).hasSize(20);
        }
    }

    @Test
    void aClosedJournalTakesNothing() {
        Journal journal = intact(settings(folder));
        OpenIntent intent = journal.begin(id(1), 5, bytes("key a"));
        journal.close();
        journal.close();

        assertThatThrownBy(() -> journal.begin(id(2), 5, bytes("key a"))).hasMessage("the journal is closed");
        assertThatThrownBy(() -> intent.outcome(bytes("one"))).hasMessage("the journal is closed");
        assertThatThrownBy(journal::figures).hasMessage("the journal is closed");
    }

    @Test
    void aKilledProcessLeavesNothingToWaitFor() throws IOException {
        try (Journal journal = intact(settings(folder.resolve("a")).withForceEvery(Duration.ofDays(1)))) {
            book(journal, id(1), bytes("one"));
            try (Journal next = intact(settings(killed(folder.resolve("a"), folder.resolve("b"))))) {
                assertThat(all(next)).hasSize(1);
            }
        }
    }

    @Test
    void settingsThatCannotWorkAreRefused() {
        assertThatThrownBy(() -> settings(folder).withSizes(4_096, 1 << 20, 4_096, 256))
                .hasMessageContaining("segmentBytes is 4096 (expected: four times the longest record)");
        assertThatThrownBy(() -> settings(folder).withSizes(65_536, 65_536, 4_096, 256))
                .hasMessageContaining("maxBytes is 65536 (expected: 4 segments or more)");
        assertThatThrownBy(() -> settings(folder).withSizes(65_536, 1 << 20, 256, 4_096))
                .hasMessageContaining("outcomeBytes is 4096");
    }
}
