package dev.dragoman.bench.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** What must be known of the machine to read its figures; nothing that names it. */
public final class Machine {

    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");
    private static final Path STAT = Path.of("/proc/stat");
    private static final Path LIMITS = Path.of("/proc/self/limits");
    private static final String OPEN_FILES = "Max open files";
    private static final int IDLE = 4;
    private static final int IO_WAIT = 5;
    private static final int STEAL = 8;

    private Machine() {}

    /** The processor's model and how many of its cores there are. */
    public static String cpu() {
        String model = lineStarting(CPU_INFO, "model name");
        return Runtime.getRuntime().availableProcessors() + " × "
                + model.substring(model.indexOf(':') + 1).strip();
    }

    /** The kernel's version number. */
    public static String kernel() {
        String release = System.getProperty("os.version", "unknown");
        int suffix = release.indexOf('-');
        return "Linux " + (suffix < 0 ? release : release.substring(0, suffix));
    }

    /** The JDK that runs this, and the gateway. */
    public static String jdk() {
        return System.getProperty("java.vm.vendor") + " " + Runtime.version();
    }

    /** How many files each process may hold open. */
    public static int openFiles() {
        String limits =
                lineStarting(LIMITS, OPEN_FILES).substring(OPEN_FILES.length()).strip();
        return Integer.parseInt(limits.substring(0, limits.indexOf(' ')));
    }

    /** Time of all cores so far: in all, idle, and taken away by the machine's host, in clock ticks. */
    public static CpuTime cpuTime() {
        long[] ticks = Arrays.stream(lineStarting(STAT, "cpu ").split(" +"))
                .skip(1)
                .mapToLong(Long::parseLong)
                .toArray();
        long all = Arrays.stream(ticks, 0, STEAL).sum();
        return new CpuTime(all, ticks[IDLE - 1] + ticks[IO_WAIT - 1], ticks[STEAL - 1]);
    }

    /** Time of all cores, in clock ticks. */
    public record CpuTime(long all, long idle, long stolen) {

        /** The share that was neither idle nor stolen since then, in percent. */
        public double busyPercentSince(CpuTime earlier) {
            return 100.0 * (all - idle - stolen - earlier.all + earlier.idle + earlier.stolen) / (all - earlier.all);
        }

        /** The share that the machine's host took away since then, in percent. */
        public double stolenPercentSince(CpuTime earlier) {
            return 100.0 * (stolen - earlier.stolen) / (all - earlier.all);
        }
    }

    private static String lineStarting(Path file, String start) {
        try {
            return Files.readAllLines(file).stream()
                    .filter(line -> line.startsWith(start))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException(file + " has no line \"" + start + "...\""));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
