package dev.dragoman.bench.load;

import dev.dragoman.bench.host.Command;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * The load generator wrk with our script.
 *
 * @param script the Lua file that makes it post a body
 * @param authorization the header's value
 */
public record Wrk(Path script, String authorization) {

    /**
     * What it measured.
     *
     * @param seconds how long
     * @param p50Micros the latency that half of the calls did not exceed
     * @param badStatus calls answered with a status of 400 or above
     * @param broken connections refused, broken or timed out
     */
    public record Result(long calls, double seconds, double p50Micros, double p99Micros, long badStatus, long broken) {}

    /** Posts the file's bytes on so many connections for so long, each waiting for its answer before the next call. */
    public Result run(String url, Path body, int connections, int seconds) throws IOException, InterruptedException {
        String output = Command.output(List.of(
                "wrk",
                "--threads=1",
                "--connections=" + connections,
                "--duration=" + seconds + "s",
                "--timeout=30s",
                "--script=" + script,
                url,
                "--",
                body.toString(),
                authorization));
        return output.lines()
                .filter(line -> line.startsWith("{"))
                .findFirst()
                .map(Json::parseObject)
                .map(Wrk::result)
                .orElseThrow(() -> new IOException("wrk printed no result: " + output));
    }

    private static Result result(JsonObject line) {
        return new Result(
                number(line, "calls"),
                number(line, "micros") / 1e6,
                number(line, "p50"),
                number(line, "p99"),
                number(line, "bad_status"),
                number(line, "broken"));
    }

    private static long number(JsonObject line, String name) {
        Long value = line.integer(name);
        if (value == null) {
            throw new IllegalStateException(
                    "wrk's result " + Json.text(line) + " (expected: a whole number " + name + ")");
        }
        return value;
    }
}
