package dev.dragoman.bench.host;

/**
 * What {@code /proc/PID/stat} says of a process.
 *
 * @param parent the process that started it
 * @param cpuTicks user and system time of all its threads, in clock ticks
 * @see <a href="https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html">proc_pid_stat(5)</a>
 */
record ProcStat(long pid, long parent, long cpuTicks) {

    private static final int PARENT = 1;
    private static final int USER_TIME = 11;
    private static final int SYSTEM_TIME = 12;

    /** Reads the line; the command's name, in parentheses, may itself contain spaces and parentheses. */
    static ProcStat parse(String line) {
        int open = line.indexOf(" (");
        int close = line.lastIndexOf(") ");
        if (open < 0 || close < open) {
            throw new IllegalArgumentException("\"" + line + "\" (expected: pid (command) state ...)");
        }
        String[] fields = line.substring(close + 2).split(" ", SYSTEM_TIME + 2);
        return new ProcStat(
                Long.parseLong(line.substring(0, open)),
                Long.parseLong(fields[PARENT]),
                Long.parseLong(fields[USER_TIME]) + Long.parseLong(fields[SYSTEM_TIME]));
    }
}
