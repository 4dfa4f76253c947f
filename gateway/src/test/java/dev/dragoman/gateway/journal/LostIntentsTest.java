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
import static dev.dragoman.gateway.journal.Journals.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Calls that their process did not outlive. */
final class LostIntentsTest {

    @TempDir
    private Path folder;

    @Test
    void areBookedOnceWithWhatIsKnownOfThem() throws IOException {
        try (Journal journal = intact(settings(folder.resolve("a")))) {
            journal.begin(id(1), 11, bytes("key a"));
            OpenIntent stream = journal.begin(id(2), 12, bytes("key b"));
            stream.progress(bytes("ten tokens"));
            stream.progress(bytes("twenty tokens"));
            book(journal, id(3), bytes("real"));
            killed(folder.resolve("a"), folder.resolve("b"));
        }
        List<LostIntent> asked = new ArrayList<>();
        LostIntents note = lost -> {
            asked.add(lost);
            return Journals.estimate(lost);
        };
        for (int start = 0; start < 3; start++) {
            try (Journal journal = Journal.open(settings(folder.resolve("b")), () -> Instant.ofEpochMilli(99), note)) {
                assertThat(facts(all(journal)))
                        .containsExactly("real", "estimated:key a", "estimated:key b+twenty tokens");
            }
        }
        assertThat(asked).extracting(LostIntent::id).containsExactly(id(1), id(2));
        assertThat(asked).extracting(LostIntent::startedMillis).containsExactly(11L, 12L);
        assertThat(asked).extracting(LostIntent::progressMillis).containsExactly(11L, Journals.NOW);
    }

    @Test
    void callsUnderWayAtAShutdownAreLostToo() {
        try (Journal journal = intact(settings(folder))) {
            journal.begin(id(1), 11, bytes("key a"));
        }
        try (Journal journal = open(folder)) {
            assertThat(facts(all(journal))).containsExactly("estimated:key a");
        }
    }

    /** Every moment at which the process may be killed while it writes the outcomes. */
    @Test
    void areBookedOnceAlsoWhenTheProcessIsKilledMeanwhile() throws IOException {
        int calls = 12;
        try (Journal journal = intact(settings(folder.resolve("a")))) {
            for (int i = 0; i < calls; i++) {
                journal.begin(id(i), i, bytes("key " + i));
            }
        }
        List<Integer> ends = ends(killed(folder.resolve("a"), folder.resolve("whole")), calls);

        for (int written = 0; written < calls; written++) {
            Path cut = killed(folder.resolve("whole"), folder.resolve("cut " + written));
            int from = ends.get(written);
            int to = ends.get(written + 1);
            wipe(segments(cut).getFirst(), from, from + written * (to - from) / calls);
            try (Journal journal = open(cut)) {
                Map<Object, Outcome> outcomes =
                        all(journal).stream().collect(Collectors.toMap(Outcome::id, Function.identity()));
                assertThat(outcomes).hasSize(calls);
            }
        }
    }

    /** Killed after the intent was written anew, and before its progress was. */
    @Test
    void keepTheirProgressWhileTheyAreCarriedOver() throws IOException {
        byte[] progress = bytes("twenty tokens");
        try (Journal journal = intact(settings(folder.resolve("a")))) {
            OpenIntent stream = journal.begin(id(1), 11, bytes("key a"));
            stream.progress(progress);
            assertThat(stream.carry()).isTrue();
            killed(folder.resolve("a"), folder.resolve("b"));
        }
        int each = Entry.room(bytes("key a").length) + Entry.room(progress.length);
        int last = Segment.HEAD + 2 * each - Entry.room(progress.length);
        wipe(segments(folder.resolve("b")).getFirst(), last, last);

        try (Journal journal = open(folder.resolve("b"))) {
            assertThat(facts(all(journal))).containsExactly("estimated:key a+twenty tokens");
        }
    }

    /** Where each of the outcomes ends that are written for lost calls; the first is where the first begins. */
    private static List<Integer> ends(Path directory, int calls) {
        List<Integer> ends = new ArrayList<>();
        try (Journal journal = open(directory);
                JournalReader reader = journal.reader(Position.START)) {
            for (int i = 0; i < calls; i++) {
                Batch batch = Journals.next(reader, 1);
                int end = batch.end().offset();
                if (i == 0) {
                    ends.add(end - Entry.room(batch.outcomes().getFirst().facts().length));
                }
                ends.add(end);
            }
        }
        return ends;
    }

    /** Leaves so much of what was written from there on as reached the file, but for the mark that it is complete. */
    private static void wipe(Path file, int from, int to) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        try (RandomAccessFile wiped = new RandomAccessFile(file.toFile(), "rw")) {
            wiped.seek(to);
            wiped.write(new byte[bytes.length - to]);
            wiped.seek(from);
            wiped.writeLong(0);
        }
    }

    @Test
    void aDecisionThatFailsLeavesThemForTheNextStart() {
        try (Journal journal = intact(settings(folder))) {
            journal.begin(id(1), 11, bytes("key a"));
        }
        assertThatThrownBy(() -> intact(settings(folder))).isInstanceOf(AssertionError.class);
        try (Journal journal = open(folder)) {
            assertThat(facts(all(journal))).containsExactly("estimated:key a");
        }
    }

    private static List<String> facts(List<Outcome> outcomes) {
        return outcomes.stream().map(outcome -> text(outcome.facts())).toList();
    }
}
