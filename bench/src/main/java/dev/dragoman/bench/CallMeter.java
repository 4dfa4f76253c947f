package dev.dragoman.bench;

import dev.dragoman.bench.load.ChatBodies;
import dev.dragoman.bench.load.Wrk;
import dev.dragoman.bench.subject.Subject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SequencedMap;

/** Measures whole calls with wrk, reading the subject's CPU time from the kernel before and after each window. */
final class CallMeter {

    private final Lab lab;

    CallMeter(Lab lab) {
        this.lab = lab;
    }

    /** The medians of each subject under that load. */
    SequencedMap<Subject, CallReading> measure(List<Subject> subjects, CallLoad load)
            throws IOException, InterruptedException {
        Path body = body(load);
        return lab.inTurns(
                lab.effort().rounds(), subjects, subject -> window(subject, load, body), CallReading::median);
    }

    /** Puts load on the subject without measuring it; returns how many calls that were. */
    long heat(Subject subject, CallLoad load, int seconds) throws IOException, InterruptedException {
        return lab.wrk()
                .run(subject.url(load.scenario()), body(load), load.connections(), seconds)
                .calls();
    }

    private CallReading window(Subject subject, CallLoad load, Path body) throws IOException, InterruptedException {
        Wrk wrk = lab.wrk();
        String url = subject.url(load.scenario());
        wrk.run(url, body, load.connections(), lab.effort().warmUpSeconds());
        double cpuBefore = subject.processes().cpuMicros();
        Wrk.Result result = wrk.run(url, body, load.connections(), lab.effort().windowSeconds());
        double cpu = subject.processes().cpuMicros() - cpuBefore;
        return new CallReading(
                result.calls() / result.seconds(),
                result.p50Micros() / 1000,
                result.p99Micros() / 1000,
                cpu / result.calls(),
                (double) result.badStatus() + result.broken());
    }

    private Path body(CallLoad load) throws IOException {
        Path file = lab.place().work().resolve(load.scenario() + "-" + load.requestBytes() + ".json");
        return Files.write(file, ChatBodies.of(load.requestBytes(), load.scenario(), false));
    }
}
