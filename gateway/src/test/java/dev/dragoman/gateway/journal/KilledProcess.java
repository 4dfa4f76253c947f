package dev.dragoman.gateway.journal;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.UUID;

/** A process that books calls from several threads until it is killed, and says of each only what it has been told to be safe. */
public final class KilledProcess {

    private static final int THREADS = 4;

    private final Journal journal;
    private final FileOutputStream out = new FileOutputStream(FileDescriptor.out);
    private final long run;

    private KilledProcess(Journal journal, long run) {
        this.journal = journal;
        this.run = run;
    }

    /**
     * Runs until it is killed.
     *
     * @param arguments the journal's directory, and the number of the run
     */
    public static void main(String[] arguments) {
        Journal journal = Journals.open(Path.of(arguments[0]));
        long run = Long.parseLong(arguments[1]);
        KilledProcess process = new KilledProcess(journal, run);
        for (int i = 0; i < THREADS; i++) {
            int thread = i;
            Thread.ofPlatform().start(() -> process.call(thread));
        }
    }

    private void call(int thread) {
        Random random = new Random(run * 31 + thread);
        for (long i = 0; true; i++) {
            UUID id = new UUID(run << 8 | thread, i);
            OpenIntent intent = journal.begin(id, i, Journals.bytes("of " + id));
            say("I " + id);
            if (random.nextInt(3) == 0) {
                intent.progress(Journals.bytes("some"));
            }
            byte[] facts = Journals.payload(id, 1_000, random);
            if (random.nextInt(20) > 0) {
                intent.outcome(facts);
                say("O " + id + " " + Arrays.hashCode(facts));
            }
        }
    }

    private void say(String line) {
        try {
            out.write((line + "\n").getBytes(StandardCharsets.US_ASCII));
        } catch (IOException nobodyListens) {
            Runtime.getRuntime().halt(1);
        }
    }
}
