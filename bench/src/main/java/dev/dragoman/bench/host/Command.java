package dev.dragoman.bench.host;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A command that is run to its end for what it prints. */
public final class Command {

    private Command() {}

    /**
     * What the command prints, both streams together.
     *
     * @throws IOException when it cannot be run or fails
     */
    public static String output(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int status = process.waitFor();
        if (status != 0) {
            throw new IOException(String.join(" ", command) + " ended with status " + status + ": " + output.strip());
        }
        return output;
    }
}
