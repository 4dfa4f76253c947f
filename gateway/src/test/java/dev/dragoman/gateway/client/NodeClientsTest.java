package dev.dragoman.gateway.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.gateway.Gateway;
import dev.dragoman.gateway.web.netty.Certificates;
import dev.dragoman.testkit.realtime.FakeRealtime;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs the tests in {@code src/test/node}: OpenAI's and Anthropic's Node clients against a gateway before fake vendors. */
final class NodeClientsTest {

    private static final Path SOURCE = Path.of("src", "test", "node");
    private static final Path WORK = Path.of("target", "node-clients");
    private static final List<String> FILES = List.of(
            "package.json",
            "package-lock.json",
            "fixtures.mjs",
            "openai.test.mjs",
            "anthropic.test.mjs",
            "realtime.test.mjs");

    private static final List<String> VENDORS = List.of("openai", "azure", "anthropic", "gemini", "compatible");

    @BeforeAll
    static void install() throws IOException, InterruptedException {
        Files.createDirectories(WORK);
        for (String file : FILES) {
            Files.copy(SOURCE.resolve(file), WORK.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        run(Map.of(), "npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts");
    }

    @ParameterizedTest
    @ValueSource(strings = {"openai", "anthropic"})
    void theOfficialNodeClientWorksWithEveryVendor(String client) throws IOException, InterruptedException {
        try (Gateway gateway = Gateway.start();
                VendorWindow window = new VendorWindow(gateway)) {
            ScriptForNode script = new ScriptForNode();
            VENDORS.forEach(vendor -> gateway.vendor(vendor).answersWith(script));

            runTests(
                    client + ".test.mjs",
                    Map.of("GATEWAY_URL", gateway.url(), "GATEWAY_KEY", Gateway.KEY, "WINDOW_URL", window.url()));
        }
    }

    /** It does so over TLS only. */
    @Test
    void theOfficialNodeClientHoldsSessions() throws IOException, InterruptedException {
        Path certificate = WORK.resolve("certificate.pem").toAbsolutePath();
        Path key = WORK.resolve("key.pem").toAbsolutePath();
        Certificates.generate("localhost").write(certificate, key);
        try (FakeRealtime vendor = FakeRealtime.start("sk-vendor");
                Gateway gateway = Gateway.startOf("""
                model_list:
                  - model_name: voice
                    litellm_params: {model: openai/gpt-realtime, api_key: sk-vendor, api_base: "%s/v1"}
                dragoman_settings:
                  tls: {certificate: "%s", key: "%s"}
                """.formatted(vendor.baseUrl(), certificate, key))) {
            runTests(
                    "realtime.test.mjs",
                    Map.of(
                            "GATEWAY_URL",
                            "https://localhost:" + gateway.port(),
                            "GATEWAY_KEY",
                            Gateway.KEY,
                            "NODE_EXTRA_CA_CERTS",
                            certificate.toString()));
        }
    }

    private static void runTests(String file, Map<String, String> environment)
            throws IOException, InterruptedException {
        String report = run(
                environment,
                "node",
                "--test",
                "--test-timeout=60000",
                "--test-force-exit",
                "--test-reporter=tap",
                file);

        assertThat(report).contains("# fail 0", "# skipped 0").doesNotContain("# pass 0");
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
