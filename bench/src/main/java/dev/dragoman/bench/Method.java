package dev.dragoman.bench;

import dev.dragoman.bench.host.Machine;
import dev.dragoman.bench.subject.NginxServer;
import java.io.IOException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** How it was measured, in words: the introduction of the results. */
final class Method {

    private Method() {}

    static String text(Options options, InstantSource clock, Machine.CpuTime before, double busyBefore)
            throws IOException, InterruptedException {
        return """
                # How it was measured

                %s, %s, %s, %s, %s. Gateway: `%s`.%s

                One run on one machine, everything on the loopback address: load, mock upstream, nginx and gateway share all
                cores and nothing is pinned. The mock upstream answers with bytes made beforehand and looks at nothing but path
                and length. The gateway checks the master key and counts for Prometheus on every call; nginx is a plain reverse
                proxy that keeps its connections and buffers in memory (`bench/nginx.conf`), once with one worker and once with
                two. Request bodies are agent conversations with tools, tool calls and results, the same in every run.

                Whole calls: wrk posts the same body over and over, one call per connection at a time. A fresh gateway first
                gets %d s of load that does not count; before each counted window of %d s stands a warm-up of %d s. The subjects
                take turns (A B C D, D C B A, ...), %d rounds, and the median counts. CPU per call is user and system time of
                all processes of the subject from `/proc/PID/stat` before and after the window, divided by the calls. Latencies
                are wrk's.

                Before the run the cores were %.0f %% busy; during it the machine's host took away %.1f %% of their time.
                """.formatted(
                        LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC),
                        Machine.cpu(),
                        Machine.kernel(),
                        Machine.jdk(),
                        NginxServer.version(),
                        options.launch,
                        options.quick ? " **A quick look, not a measurement.**" : "",
                        options.effort().heatSeconds(),
                        options.effort().windowSeconds(),
                        options.effort().warmUpSeconds(),
                        options.effort().rounds(),
                        busyBefore,
                        Machine.cpuTime().stolenPercentSince(before));
    }
}
