package dev.dragoman.bench.host;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.TreeMap;

/**
 * CPU time of a process by the kind of its threads: their names without numbers.
 *
 * @param ticks clock ticks by kind
 */
public record ThreadTimes(TreeMap<String, Long> ticks) {

    /** The times so far. */
    public static ThreadTimes of(long pid) throws IOException {
        TreeMap<String, Long> ticks = new TreeMap<>();
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(Path.of("/proc", Long.toString(pid), "task"))) {
            for (Path thread : threads) {
                add(thread, ticks);
            }
        }
        return new ThreadTimes(ticks);
    }

    private static void add(Path thread, TreeMap<String, Long> ticks) throws IOException {
        try {
            String name = Files.readString(thread.resolve("comm")).strip();
            ProcStat stat = ProcStat.parse(Files.readString(thread.resolve("stat")));
            ticks.merge(kind(name), stat.cpuTicks(), Long::sum);
        } catch (NoSuchFileException ended) {
            ticks.merge("(ended)", 0L, Long::sum);
        }
    }

    private static String kind(String name) {
        StringBuilder kind = new StringBuilder(name);
        for (int i = kind.length() - 1; i >= 0; i--) {
            if (Character.isDigit(kind.charAt(i)) || kind.charAt(i) == '#') {
                kind.deleteCharAt(i);
            }
        }
        return kind.toString().strip();
    }

    /** The ticks since then. */
    public ThreadTimes since(ThreadTimes earlier) {
        TreeMap<String, Long> difference = new TreeMap<>();
        ticks.forEach((kind, count) -> difference.put(kind, count - earlier.ticks.getOrDefault(kind, 0L)));
        return new ThreadTimes(difference);
    }

    /** The ticks of all threads. */
    public long all() {
        return ticks.values().stream().mapToLong(Long::longValue).sum();
    }
}
