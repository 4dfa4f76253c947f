package dev.dragoman.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MainTest {

    @Test
    void printsTheBaseUrlsAndServesThem() throws IOException {
        Process process = start("--port", "0");
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            String line = out.readLine();
            while (!line.startsWith("compatible")) {
                line = out.readLine();
            }

            try (Client client = new Client(line.split(" +", -1)[1])) {
                assertThat(client.get("/models").status()).isEqualTo(200);
            }
        } finally {
            process.destroy();
        }
    }

    @Test
    void explainsItselfWhenAnArgumentIsWrong() throws IOException, InterruptedException {
        Process process = start("--colour", "red");

        try (BufferedReader error = process.errorReader(StandardCharsets.UTF_8)) {
            assertThat(error.lines())
                    .contains("--colour (expected: --port, --host or --key)")
                    .anyMatch(line -> line.startsWith("Usage:"));
        }
        assertThat(process.waitFor()).isEqualTo(2);
    }

    private static Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).start();
    }
}
