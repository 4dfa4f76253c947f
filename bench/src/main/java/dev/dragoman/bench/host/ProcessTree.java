package dev.dragoman.bench.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A process and all its descendants, as the kernel accounts for them. */
public record ProcessTree(ProcessHandle root) {

    /** {@code USER_HZ}, which Linux fixes at 100 for everything it shows in {@code /proc}. */
    private static final long TICKS_PER_SECOND = 100;

    /** The processes of that id and below. */
    public static ProcessTree of(Process process) {
        return new ProcessTree(process.toHandle());
    }

    /** User and system time so far in microseconds; good to 10 ms. */
    public double cpuMicros() {
        return pids().mapToLong(ProcessTree::ticks).sum() * 1e6 / TICKS_PER_SECOND;
    }

    /** Resident memory in megabytes of 1024². */
    public double residentMegabytes() {
        return pids().mapToLong(ProcessTree::residentKilobytes).sum() / 1024.0;
    }

    /**
     * The id of the JVM among the processes.
     *
     * @throws IllegalStateException when there is none
     */
    public long javaPid() {
        return all().filter(process -> process.info().command().orElse("").endsWith("/java"))
                .findFirst()
                .map(ProcessHandle::pid)
                .orElseThrow(() -> new IllegalStateException("process " + root.pid() + " runs no JVM"));
    }

    private Stream<ProcessHandle> all() {
        return Stream.concat(Stream.of(root), root.descendants());
    }

    private Stream<Long> pids() {
        return all().map(ProcessHandle::pid);
    }

    private static long ticks(long pid) {
        String line = read(Path.of("/proc", Long.toString(pid), "stat"));
        return line.isEmpty() ? 0 : ProcStat.parse(line).cpuTicks();
    }

    private static long residentKilobytes(long pid) {
        return ProcStatus.residentKilobytes(read(Path.of("/proc", Long.toString(pid), "status")));
    }

    /** The file's text; empty when the process has ended. */
    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException ended) {
            return "";
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
