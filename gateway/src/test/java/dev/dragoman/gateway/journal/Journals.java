package dev.dragoman.gateway.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;

/** Small journals, and what can happen to them. */
final class Journals {

    static final int SEGMENT = 64 << 10;
    static final long NOW = 1_750_000_000_000L;
    static final String ESTIMATED = "estimated:";

    /** Longer than any test waits when all is well. */
    static final Duration LONG = Duration.ofSeconds(30);

    private Journals() {}

    static JournalSettings settings(Path directory) {
        return JournalSettings.in(directory)
                .withSizes(SEGMENT, 100L * SEGMENT, 4_096, 256)
                .withForceEvery(Duration.ofMillis(2))
                .withPatience(LONG);
    }

    static Journal open(Path directory) {
        return open(settings(directory));
    }

    static Journal open(JournalSettings settings) {
        return Journal.open(settings, () -> Instant.ofEpochMilli(NOW), Journals::estimate);
    }

    /** Opens a journal in which no call was lost. */
    static Journal intact(JournalSettings settings) {
        return Journal.open(settings, () -> Instant.ofEpochMilli(NOW), lost -> {
            throw new AssertionError("lost: " + lost);
        });
    }

    static byte[] estimate(LostIntent lost) {
        byte[] latest = lost.progress();
        return bytes(ESTIMATED + text(lost.payload()) + (latest == null ? "" : "+" + text(latest)));
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    static UUID id(long number) {
        return new UUID(7, number);
    }

    /** A payload that tells its call, and is as long as chance has it. */
    static byte[] payload(UUID id, int most, Random random) {
        byte[] bytes = new byte[16 + random.nextInt(most - 15)];
        random.nextBytes(bytes);
        ByteBuffer.wrap(bytes).putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
        return bytes;
    }

    /** A call from its intent to its outcome. */
    static void book(Journal journal, UUID id, byte[] facts) {
        journal.begin(id, NOW, bytes("payer of " + id)).outcome(facts);
    }

    /** Reads so many outcomes, and acknowledges them. */
    static List<Outcome> take(JournalReader reader, int count) {
        List<Outcome> outcomes = new ArrayList<>();
        while (outcomes.size() < count) {
            Batch batch = next(reader, count - outcomes.size());
            if (batch.outcomes().isEmpty()) {
                throw new AssertionError("only " + outcomes.size() + " of " + count + " outcomes came");
            }
            outcomes.addAll(batch.outcomes());
            reader.acknowledge(batch);
        }
        return outcomes;
    }

    /** All outcomes that a journal holds; they stay in it. */
    static List<Outcome> all(Journal journal) {
        List<Outcome> outcomes = new ArrayList<>();
        try (JournalReader reader = journal.reader(Position.START)) {
            long count = journal.figures().waiting();
            while (outcomes.size() < count) {
                outcomes.addAll(next(reader, 1_000).outcomes());
            }
        }
        return outcomes;
    }

    static Batch next(JournalReader reader, int most) {
        try {
            return reader.read(most, LONG);
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    /** The directory as a process leaves it that is killed at this moment. */
    static Path killed(Path directory, Path copy) throws IOException {
        Files.createDirectories(copy);
        for (Path file : segments(directory)) {
            Files.copy(file, copy.resolve(file.getFileName()));
        }
        return copy;
    }

    static List<Path> segments(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".segment"))
                    .sorted()
                    .toList();
        }
    }
}
