package dev.dragoman.bench.host;

/**
 * What {@code /proc/PID/status} says of a process's memory.
 *
 * @see <a href="https://man7.org/linux/man-pages/man5/proc_pid_status.5.html">proc_pid_status(5)</a>
 */
final class ProcStatus {

    private static final String RESIDENT = "VmRSS:";

    private ProcStatus() {}

    /** The resident memory; 0 when the text does not say (the process has ended). */
    static long residentKilobytes(String status) {
        return status.lines()
                .filter(line -> line.startsWith(RESIDENT))
                .mapToLong(line -> Long.parseLong(
                        line.substring(RESIDENT.length()).replace("kB", "").strip()))
                .findFirst()
                .orElse(0);
    }
}
