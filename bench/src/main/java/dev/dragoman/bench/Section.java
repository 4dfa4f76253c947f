package dev.dragoman.bench;

import dev.dragoman.bench.report.Report;
import java.io.IOException;

/** A chapter of the results. */
@FunctionalInterface
interface Section {

    /** Measures, and reports what came out. */
    void run(Lab lab, Report report) throws IOException, InterruptedException;
}
