package dev.dragoman.gateway.journal;

import static dev.dragoman.gateway.journal.Journals.all;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes that are killed at any moment, one after the other, on one journal. */
final class KillTest {

    private static final int RUNS = Integer.getInteger("proof.lives", 20);
    private static final int MOST_LINES = 400;

    @TempDir
    private Path folder;

    private final Set<UUID> begun = new HashSet<>();
    private final Map<UUID, Integer> ended = new HashMap<>();

    @Test
    void whatTheySaidToBeSafeIsThereOnce() throws Exception {
        Random random = new Random(20);
        for (int run = 0; run < RUNS; run++) {
            kill(run, random.nextInt(MOST_LINES));
        }
        expectAll();
    }

    @Test
    void anotherProcessIsToldWhoHasTheJournal() throws Exception {
        Process process = start(1);
        try (BufferedReader lines = process.inputReader()) {
            assertThat(lines.readLine()).startsWith("I ");
            assertThatThrownBy(() -> Journals.open(folder))
                    .isInstanceOf(JournalException.class)
                    .hasMessageContaining("is in use by process " + process.pid() + " ");
        } finally {
            process.destroyForcibly().waitFor();
        }
        Journals.open(folder).close();
    }

    private void kill(int run, int lines) throws IOException, InterruptedException {
        Process process = start(run);
        try (BufferedReader said = process.inputReader()) {
            for (int i = 0; i < lines; i++) {
                note(said.readLine());
            }
            process.toHandle().destroyForcibly();
            for (String line = said.readLine(); line != null; line = said.readLine()) {
                note(line);
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    private Process start(int run) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xmx64m",
                        "-cp",
                        classPath(),
                        KilledProcess.class.getName(),
                        folder.toString(),
                        Integer.toString(run))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** The product and its tests alone, which is all that the process needs. */
    private static String classPath() {
        return place(Journal.class) + File.pathSeparator + place(KilledProcess.class);
    }

    private static Path place(Class<?> type) {
        return Path.of(URI.create(
                type.getProtectionDomain().getCodeSource().getLocation().toString()));
    }

    private void note(String line) {
        assertThat(line).as("the process went on until it was killed").isNotNull();
        String[] words = line.split(" ", -1);
        UUID id = words.length > 1 && words[1].length() == 36 ? UUID.fromString(words[1]) : null;
        if (id != null && words[0].equals("I")) {
            begun.add(id);
        } else if (id != null && words.length == 3) {
            ended.put(id, Integer.valueOf(words[2]));
        }
    }

    private void expectAll() {
        List<UUID> ids = new ArrayList<>();
        Map<UUID, Integer> real = new HashMap<>();
        try (Journal journal = Journals.open(folder)) {
            for (Outcome outcome : all(journal)) {
                ids.add(outcome.id());
                if (!Journals.text(outcome.facts()).startsWith(Journals.ESTIMATED)) {
                    real.put(outcome.id(), Arrays.hashCode(outcome.facts()));
                }
            }
        }
        assertThat(ended).hasSizeGreaterThan(RUNS);
        assertThat(ids).doesNotHaveDuplicates().containsAll(begun);
        assertThat(real).containsAllEntriesOf(ended);
    }
}
