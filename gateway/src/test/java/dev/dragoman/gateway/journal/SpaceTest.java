package dev.dragoman.gateway.journal;

import static dev.dragoman.gateway.journal.Journals.all;
import static dev.dragoman.gateway.journal.Journals.book;
import static dev.dragoman.gateway.journal.Journals.bytes;
import static dev.dragoman.gateway.journal.Journals.id;
import static dev.dragoman.gateway.journal.Journals.intact;
import static dev.dragoman.gateway.journal.Journals.killed;
import static dev.dragoman.gateway.journal.Journals.open;
import static dev.dragoman.gateway.journal.Journals.segments;
import static dev.dragoman.gateway.journal.Journals.settings;
import static dev.dragoman.gateway.journal.Journals.take;
import static dev.dragoman.gateway.journal.Journals.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A journal has a size. Whoever was admitted finds room for the outcome, whatever comes. */
final class SpaceTest {

    private static final int OUTCOME = 256;
    private static final int MOST = 6;

    @TempDir
    private Path folder;

    private int begun;

    private JournalSettings small() {
        return settings(folder.resolve("journal"))
                .withSizes(Journals.SEGMENT, (long) MOST * Journals.SEGMENT, 4_096, OUTCOME);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void whoeverWasAdmittedFindsRoomForTheOutcome(long seed) throws IOException {
        Random random = new Random(seed);
        Deque<OpenIntent> open = new ArrayDeque<>();
        try (Journal journal = intact(small())) {
            fill(journal, open, random);
            assertThat(segments(folder.resolve("journal"))).hasSizeLessThanOrEqualTo(MOST);
            Path killed = killed(folder.resolve("journal"), folder.resolve("killed"));
            assertThat(journal.figures().open()).isEqualTo(open.size());
            assertThat(open).hasSizeGreaterThan(50);
            for (OpenIntent intent : open) {
                intent.progress(new byte[4_096]);
                intent.outcome(new byte[OUTCOME]);
            }
            expectEachOnce(journal);
            assertThat(segments(folder.resolve("journal"))).hasSizeLessThanOrEqualTo(MOST);
            expectNoFurtherFileIsNeeded(killed);
        }
    }

    /** Calls begin, go on and end until one is refused. */
    private void fill(Journal journal, Deque<OpenIntent> open, Random random) {
        int rarely = 2 + random.nextInt(4);
        assertThatThrownBy(() -> {
                    while (true) {
                        open.add(journal.begin(id(begun), 1, new byte[random.nextInt(400)]));
                        begun++;
                        if (random.nextInt(3) == 0) {
                            open.getLast().progress(new byte[random.nextInt(4_096)]);
                        }
                        if (random.nextInt(rarely) == 0) {
                            open.remove().outcome(new byte[random.nextInt(OUTCOME + 1)]);
                        }
                    }
                })
                .isInstanceOf(JournalFullException.class)
                .hasMessageContaining("the journal is full");
        assertThat(journal.figures().trouble()).contains("the journal is full");
    }

    private void expectEachOnce(Journal journal) {
        assertThat(all(journal)).hasSize(begun).extracting(Outcome::id).doesNotHaveDuplicates();
    }

    /** The outcomes of lost calls fit into the files that the killed process had, so a full disk keeps no gateway from starting. */
    private void expectNoFurtherFileIsNeeded(Path killed) throws IOException {
        List<Path> before = segments(killed);
        JournalSettings same = small();
        JournalSettings settings = settings(killed).withSizes(same.segmentBytes(), same.maxBytes(), 4_096, OUTCOME);
        LostIntents longest = lost -> new byte[OUTCOME];
        try (Journal journal = Journal.open(settings, () -> Instant.EPOCH, longest)) {
            assertThat(segments(killed)).isEqualTo(before);
            expectEachOnce(journal);
        }
    }

    @Test
    void callsAreAdmittedAgainWhenTheDatabaseIsBack() throws InterruptedException {
        Random random = new Random(9);
        Deque<OpenIntent> open = new ArrayDeque<>();
        try (Journal journal = intact(small());
                JournalReader reader = journal.reader(Position.START)) {
            for (int round = 0; round < 5; round++) {
                fill(journal, open, random);
                open.forEach(intent -> intent.outcome(new byte[OUTCOME]));
                open.clear();
                take(reader, Math.toIntExact(journal.figures().waiting()));
                while (journal.figures().trouble() != null) {
                    TimeUnit.MILLISECONDS.sleep(2);
                }
            }
        }
    }

    /** A stream that lasts for hours keeps no segment, and is booked with its last progress when the process is killed. */
    @Test
    void longCallsAreCarriedOver() throws IOException, InterruptedException {
        try (Journal journal = intact(small());
                JournalReader reader = journal.reader(Position.START)) {
            OpenIntent quiet = journal.begin(id(1_000_001), 5, bytes("key a"));
            OpenIntent stream = journal.begin(id(1_000_002), 6, bytes("key b"));
            stream.progress(bytes("early"));
            for (int i = 0; i < 2_000; i++) {
                book(journal, id(i), new byte[200]);
                if (i % 50 == 49) {
                    take(reader, 50);
                }
                if (i == 700) {
                    stream.progress(bytes("late"));
                }
            }
            while (segments(folder.resolve("journal")).size() > 3) {
                TimeUnit.MILLISECONDS.sleep(2);
            }
            killed(folder.resolve("journal"), folder.resolve("killed"));
            quiet.outcome(bytes("quiet"));
            stream.outcome(bytes("stream"));
            assertThat(facts(take(reader, 2))).containsExactly("quiet", "stream");
        }
        try (Journal journal = open(folder.resolve("killed"))) {
            List<Outcome> outcomes = all(journal);
            assertThat(facts(outcomes.subList(outcomes.size() - 2, outcomes.size())))
                    .containsExactlyInAnyOrder("estimated:key a", "estimated:key b+late");
        }
        try (Journal journal = intact(small())) {
            assertThat(journal.figures().open()).isZero();
        }
    }

    /** Calls under way fill what the limit leaves: old segments go all the same, and make room. */
    @Test
    void callsAreCarriedOverThoughTheJournalIsFull() throws InterruptedException {
        Deque<OpenIntent> open = new ArrayDeque<>();
        try (Journal journal = intact(small());
                JournalReader reader = journal.reader(Position.START)) {
            for (int i = 0; i < 100; i++) {
                open.add(journal.begin(id(1_000_000 + i), 1, bytes("lasts")));
                open.getLast().progress(new byte[500]);
            }
            assertThatThrownBy(() -> bookForever(journal)).isInstanceOf(JournalFullException.class);
            take(reader, Math.toIntExact(journal.figures().waiting()));
            for (int i = 0; i < 50; i++) {
                awaitAdmission(journal, i);
                take(reader, 1);
            }
            assertThat(journal.figures().open()).isEqualTo(open.size());
        }
        try (Journal journal = open(small())) {
            assertThat(all(journal))
                    .extracting(Outcome::id)
                    .contains(id(1_000_000), id(1_000_099))
                    .doesNotHaveDuplicates();
        }
    }

    private void bookForever(Journal journal) {
        while (true) {
            book(journal, id(begun++), new byte[OUTCOME]);
        }
    }

    private static void awaitAdmission(Journal journal, int number) throws InterruptedException {
        while (true) {
            try {
                book(journal, id(2_000_000 + number), new byte[OUTCOME]);
                return;
            } catch (JournalFullException notYet) {
                TimeUnit.MILLISECONDS.sleep(2);
            }
        }
    }

    @Test
    void anOutcomeLongerThanPromisedTakesWhatIsLeft() {
        Random random = new Random(7);
        Deque<OpenIntent> open = new ArrayDeque<>();
        try (Journal journal = intact(small())) {
            OpenIntent lucky = journal.begin(id(1_000_001), 5, bytes("key a"));
            OpenIntent late = journal.begin(id(1_000_002), 5, bytes("key b"));
            lucky.outcome(new byte[4_096]);
            fill(journal, open, random);
            for (int i = 0; i < 20; i++) {
                open.remove().progress(new byte[4_096]);
            }
            assertThatThrownBy(() -> late.outcome(new byte[4_096])).isInstanceOf(JournalFullException.class);
            late.outcome(new byte[OUTCOME]);
        }
    }

    /** A disk without room for another file, or a directory that went: calls are refused, those under way keep their outcomes. */
    @Test
    void filesThatCannotBeMadeRefuseNewCallsAlone() throws IOException {
        Deque<OpenIntent> open = new ArrayDeque<>();
        JournalSettings settings = small();
        try (Journal journal = intact(settings)) {
            for (Path file : segments(settings.directory())) {
                Files.delete(file);
            }
            Files.delete(settings.directory().resolve("journal.lock"));
            Files.delete(settings.directory());
            assertThatThrownBy(() -> {
                        while (true) {
                            open.add(journal.begin(id(begun++), 1, new byte[100]));
                        }
                    })
                    .isInstanceOf(JournalFullException.class)
                    .hasMessageContaining("the journal cannot make a file: ");
            assertThat(journal.figures().trouble()).contains("cannot make a file");
            open.forEach(intent -> intent.outcome(new byte[OUTCOME]));
            assertThat(all(journal)).hasSize(open.size());
        }
    }

    private static List<String> facts(List<Outcome> outcomes) {
        List<String> facts = new ArrayList<>();
        outcomes.forEach(outcome -> facts.add(text(outcome.facts())));
        return facts;
    }
}
