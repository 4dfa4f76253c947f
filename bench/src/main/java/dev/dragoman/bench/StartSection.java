package dev.dragoman.bench;

import static dev.dragoman.bench.report.Table.number;

import dev.dragoman.bench.report.Figure;
import dev.dragoman.bench.report.Medians;
import dev.dragoman.bench.report.Report;
import dev.dragoman.bench.report.Table;
import dev.dragoman.bench.subject.GatewayServer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The start: from the launcher's first breath to the first answer, and the memory of a gateway that waits. */
final class StartSection implements Section {

    private static final String MODEL = "mock/echo";

    /**
     * @param millis from starting the launcher to the first answer
     * @param megabytes resident, at rest
     */
    private record Start(double millis, double megabytes) {}

    @Override
    public void run(Lab lab, Report report) throws IOException, InterruptedException {
        Progress.say("start: building, and one start that does not count");
        once(lab, 0);
        List<Start> starts = new ArrayList<>();
        for (int i = 1; i <= lab.effort().starts(); i++) {
            Progress.say("start: %d of %d".formatted(i, lab.effort().starts()));
            starts.add(once(lab, lab.effort().restSeconds()));
        }
        report(starts, lab, report);
    }

    private static Start once(Lab lab, int restSeconds) throws IOException, InterruptedException {
        try (GatewayServer gateway = lab.gateway(MODEL)) {
            Progress.rest(restSeconds);
            return new Start(
                    gateway.millisToFirstAnswer(), gateway.subject().processes().residentMegabytes());
        }
    }

    private static void report(List<Start> starts, Lab lab, Report report) {
        Table table = new Table("", "median", "least", "most");
        row(
                table,
                "Start to first answer, ms",
                starts.stream().map(Start::millis).toList());
        row(table, "RSS idle, MB", starts.stream().map(Start::megabytes).toList());
        report.figure(Figure.START, Medians.of(starts, Start::millis) / 1000);
        report.figure(Figure.IDLE_RSS, Medians.of(starts, Start::megabytes));
        report.section("Start", text(starts.size(), lab.effort().restSeconds()), table);
    }

    private static String text(int starts, int restSeconds) {
        return """
                %d starts of the launcher with everything built; a client knocks once a millisecond until a call of %s is
                answered with 200. RSS is read %d seconds after that answer.""".formatted(starts, MODEL, restSeconds);
    }

    private static void row(Table table, String what, List<Double> values) {
        table.row(
                what,
                number(Medians.of(values, Double::doubleValue), 0),
                number(values.stream().mapToDouble(Double::doubleValue).min().orElse(Double.NaN), 0),
                number(values.stream().mapToDouble(Double::doubleValue).max().orElse(Double.NaN), 0));
    }
}
