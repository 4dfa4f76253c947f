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
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that a loss of power or a disk damaged: what they do not touch is found, nothing is made up, nothing comes twice. */
final class DamageTest {

    private static final int CALLS = 400;

    @TempDir
    private Path folder;

    private final Map<UUID, byte[]> written = new HashMap<>();
    private final Map<UUID, Place> places = new HashMap<>();

    /** Where an outcome lies. */
    private record Place(long segment, int from, int to) {

        private boolean touches(long number, int start, int end) {
            return segment == number && from < end && start < to;
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void damageTakesNothingButWhatItTouches(long seed) throws IOException {
        Random random = new Random(seed);
        write(random);
        for (int round = 0; round < 12; round++) {
            Path damaged = killed(folder.resolve("whole"), folder.resolve("damaged " + round));
            List<Path> files = segments(damaged);
            Path file = files.get(random.nextInt(files.size() - 2));
            int from = random.nextInt(Journals.SEGMENT);
            int to = Math.min(Journals.SEGMENT, from + 1 + random.nextInt(1 << random.nextInt(14)));
            damage(file, from, to, random);
            expectAllBut(damaged, file, from, to);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {3})
    void filesThatAreCutOffEndThere(long seed) throws IOException {
        Random random = new Random(seed);
        write(random);
        for (int round = 0; round < 8; round++) {
            Path damaged = killed(folder.resolve("whole"), folder.resolve("cut " + round));
            List<Path> files = segments(damaged);
            Path file = files.get(random.nextInt(files.size()));
            int length = round == 0 ? 0 : random.nextInt(Journals.SEGMENT);
            try (RandomAccessFile cut = new RandomAccessFile(file.toFile(), "rw")) {
                cut.setLength(length);
            }
            expectAllBut(damaged, file, length, Journals.SEGMENT);
        }
    }

    /** Payloads hold whole records, as a client who knows the format may send them, or a copy of the file's own bytes. */
    @Test
    void aPayloadIsNeverTakenForARecord() throws IOException {
        byte[] forged = new byte[1_000];
        Entry inner = Entry.of(Kind.OUTCOME, id(666), 1, bytes("forged"));
        for (int at = 0; at + inner.room() <= forged.length; at += inner.room()) {
            System.arraycopy(inner.bytes(), 0, forged, at, inner.bytes().length);
            forged[at + 3] = (byte) inner.bytes().length;
        }
        try (Journal journal = intact(settings(folder.resolve("whole")))) {
            book(journal, id(1), forged);
            book(journal, id(2), bytes("after"));
        }
        Path file = segments(folder.resolve("whole")).getFirst();
        byte[] content = Files.readAllBytes(file);
        int outcome = Segment.HEAD + Entry.room(bytes("payer of " + id(1)).length);
        content[outcome + 40] ^= 1;
        Files.write(file, content);

        try (Journal journal = open(folder.resolve("whole"))) {
            assertThat(all(journal)).extracting(Outcome::id).containsExactly(id(2), id(1));
            assertThat(journal.figures().damagedBytes()).isEqualTo(Entry.room(forged.length));
        }
    }

    @Test
    void aRecordAtAnotherPlaceIsNone() throws IOException {
        try (Journal journal = intact(settings(folder))) {
            book(journal, id(1), bytes("one"));
        }
        Path file = segments(folder).getFirst();
        byte[] content = Files.readAllBytes(file);
        System.arraycopy(content, Segment.HEAD, content, Segment.HEAD + 1_024, 1_024);
        Files.write(file, content);

        try (Journal journal = intact(settings(folder))) {
            assertThat(all(journal)).extracting(Outcome::id).containsExactly(id(1));
        }
    }

    private void write(Random random) throws IOException {
        try (Journal journal = intact(settings(folder.resolve("whole")))) {
            for (int i = 0; i < CALLS; i++) {
                byte[] facts = Journals.payload(id(i), 1_000, random);
                book(journal, id(i), facts);
                written.put(id(i), facts);
            }
            try (JournalReader reader = journal.reader(Position.START)) {
                for (int i = 0; i < CALLS; i++) {
                    Batch batch = Journals.next(reader, 1);
                    Outcome outcome = batch.outcomes().getFirst();
                    int end = batch.end().offset();
                    places.put(
                            outcome.id(),
                            new Place(batch.end().segment(), end - Entry.room(outcome.facts().length), end));
                }
            }
        }
    }

    private static void damage(Path file, int from, int to, Random random) throws IOException {
        byte[] content = Files.readAllBytes(file);
        boolean wiped = random.nextBoolean();
        for (int i = from; i < to; i++) {
            content[i] = wiped ? 0 : (byte) random.nextInt();
        }
        if (content[7] != 1) {
            // Another version would be refused; any other damage of the head is no matter.
            content[7] = 1;
        }
        Files.write(file, content);
    }

    private void expectAllBut(Path directory, Path damaged, int from, int to) {
        SegmentName name = Objects.requireNonNull(SegmentName.of(damaged));
        List<UUID> expected = new ArrayList<>();
        places.forEach((id, place) -> {
            if (!place.touches(name.number(), from, to)) {
                expected.add(id);
            }
        });
        try (Journal journal = open(directory)) {
            List<Outcome> outcomes = all(journal);
            book(journal, id(CALLS), bytes("the next"));
            assertThat(all(journal)).hasSize(outcomes.size() + 1);
            assertThat(outcomes).extracting(Outcome::id).doesNotHaveDuplicates();
            assertThat(real(outcomes)).containsAll(expected);
        }
    }

    /** The outcomes that were not estimated; each tells what was written. */
    private List<UUID> real(List<Outcome> outcomes) {
        List<UUID> real = new ArrayList<>();
        for (Outcome outcome : outcomes) {
            if (!Journals.text(outcome.facts()).startsWith(Journals.ESTIMATED)) {
                assertThat(outcome.facts()).isEqualTo(written.get(outcome.id()));
                real.add(outcome.id());
            }
        }
        return real;
    }
}
