package dev.dragoman.bench;

import dev.dragoman.bench.host.MemoryWatch;
import dev.dragoman.bench.load.StreamClient;
import dev.dragoman.bench.load.StreamReport;
import dev.dragoman.bench.subject.Subject;
import java.io.IOException;
import java.util.List;
import java.util.SequencedMap;

/** Measures streams with our own client, reading the subject's CPU time and memory from the kernel. */
final class StreamMeter {

    private final Lab lab;

    StreamMeter(Lab lab) {
        this.lab = lab;
    }

    /** The medians of each subject under that load. */
    SequencedMap<Subject, StreamReading> measure(int rounds, List<Subject> subjects, StreamLoad load)
            throws IOException, InterruptedException {
        return lab.inTurns(rounds, subjects, subject -> reading(subject, load), StreamReading::median);
    }

    /** Puts load on the subject without measuring it. */
    void heat(Subject subject, StreamLoad load, int seconds) throws IOException {
        Progress.say("heating with streams: " + subject.name());
        StreamClient.run(load.repeating(seconds).plan(subject));
    }

    private StreamReading reading(Subject subject, StreamLoad load) throws IOException {
        Progress.say("streams: %d × %s, %s".formatted(load.connections(), load.title(), subject.name()));
        if (load.repeats()) {
            StreamClient.run(load.repeating(lab.effort().warmUpSeconds()).plan(subject));
        }
        try (MemoryWatch memory = new MemoryWatch(subject.processes())) {
            double cpuBefore = subject.processes().cpuMicros();
            StreamReport report = StreamClient.run(load.plan(subject));
            return StreamReading.of(report, subject.processes().cpuMicros() - cpuBefore, memory.mostMegabytes());
        }
    }
}
