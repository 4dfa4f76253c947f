package dev.dragoman.bench.report;

/** A figure to reach: what is measured and the most that it may be. */
public enum Figure {
    CPU_1_KB("CPU per call, 1 kB, 64 connections", "× nginx", 2.2, 2),
    CPU_1_MB("CPU per call, 1 MB request, same dialect, 64 connections", "× nginx", 2, 2),
    CPU_CROSS("CPU per call, 32 kB, OpenAI in and Anthropic out", "µs", 400, 0),
    ADDED_P50("Latency added at one connection, p50", "ms", 0.2, 3),
    ADDED_P99("Latency added at one connection, p99", "ms", 1, 3),
    FIRST_EVENT("First streamed event, added, p50 at one connection", "ms", 0.3, 3),
    STREAMS_RSS("RSS with 1000 slow streams", "MB", 200, 0),
    STREAMS_FAULTS("Events lost, doubled or reordered and streams broken, 1000 slow streams", "", 0, 0),
    MANY_STREAMS_FAULTS("Events lost, doubled or reordered and streams broken, up to 10,000 slow streams", "", 0, 0),
    START("Start to first answer", "s", 0.7, 2),
    IDLE_RSS("RSS idle", "MB", 120, 0);

    private final String what;
    private final String unit;
    private final double limit;
    private final int decimals;

    Figure(String what, String unit, double limit, int decimals) {
        this.what = what;
        this.unit = unit;
        this.limit = limit;
        this.decimals = decimals;
    }

    void row(Table table, double measured) {
        table.row(what, "≤ " + limit(), Table.number(measured, decimals) + suffix(), verdict(measured));
    }

    String verdict(double measured) {
        if (Double.isNaN(measured)) {
            return "**not measured**";
        }
        if (measured <= limit) {
            return "met";
        }
        return limit == 0
                ? "**missed**"
                : "**missed** by %s %%".formatted(Table.number(100 * (measured / limit - 1), 0));
    }

    private String limit() {
        return Table.number(limit, limit == Math.rint(limit) ? 0 : 1) + suffix();
    }

    private String suffix() {
        return unit.isEmpty() ? "" : " " + unit;
    }
}
