package dev.dragoman.gateway.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.gateway.Gateway;
import dev.dragoman.testkit.answer.Answer;
import dev.dragoman.testkit.answer.Fault;
import dev.dragoman.testkit.vendor.ChatCall;
import dev.dragoman.testkit.vendor.Script;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Runs the tests in {@code src/test/node}: OpenAI's and Anthropic's Node clients against a gateway before fake vendors. */
final class NodeClientsTest {

    private static final Path SOURCE = Path.of("src", "test", "node");
    private static final Path WORK = Path.of("target", "node-clients");

    @Test
    void theOfficialNodeClientsWork() throws IOException, InterruptedException {
        Files.createDirectories(WORK);
        for (String file : List.of("package.json", "package-lock.json", "clients.test.mjs")) {
            Files.copy(SOURCE.resolve(file), WORK.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        run(Map.of(), "npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts");

        try (Gateway gateway = Gateway.start()) {
            gateway.openai.answersWith(NodeClientsTest::hangWhenAsked);
            String report = run(
                    Map.of("GATEWAY_URL", gateway.url(), "GATEWAY_KEY", Gateway.KEY),
                    "node",
                    "--test",
                    "--test-reporter=tap",
                    "clients.test.mjs");

            assertThat(report).contains("# fail 0", "# skipped 0").doesNotContain("# pass 0");
        }
    }

    private static Answer hangWhenAsked(ChatCall call) {
        return call.lastUserText().equals("hang")
                ? Answer.fault(new Fault.HangBeforeHeaders())
                : Script.ECHO.answer(call);
    }

    private static String run(Map<String, String> environment, String... command)
            throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(WORK.toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}
