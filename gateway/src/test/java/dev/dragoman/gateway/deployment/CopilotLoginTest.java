package dev.dragoman.gateway.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.gateway.Gateway;
import dev.dragoman.testkit.FakeCopilot;
import dev.dragoman.testkit.answer.Answer;
import dev.dragoman.testkit.vendor.VendorSettings;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** GitHub Copilot without a token: somebody logs in on another device, once and for all. */
final class CopilotLoginTest {

    private final FakeCopilot copilot = FakeCopilot.start(VendorSettings.DEFAULT.requiringKey("ghu_login"));

    @TempDir
    private Path folder;

    @AfterEach
    void stop() {
        copilot.close();
    }

    @Test
    void callsFailUntilSomebodyLoggedIn() throws IOException {
        try (Gateway gateway = Gateway.startOf(config(), Map.of("GITHUB_COPILOT_TOKEN_DIR", folder.toString()))) {
            HttpResponse<String> early = ask(gateway);
            assertThat(early.statusCode()).isEqualTo(401);
            assertThat(early.body()).contains("nobody has logged in").doesNotContain("WDJB");

            copilot.login("granted");
            copilot.answers(Answer.text("hi"));
            HttpResponse<String> late = ask(gateway);

            assertThat(late.statusCode()).as(late.body()).isEqualTo(200);
            assertThat(late.body()).contains("\"content\":\"hi\"");
            assertThat(Files.readString(folder.resolve("access-token"))).isEqualTo("ghu_login");
        }
        try (Gateway again = Gateway.startOf(config(), Map.of("GITHUB_COPILOT_TOKEN_DIR", folder.toString()))) {
            copilot.login("access_denied");
            copilot.answers(Answer.text("hi"));

            assertThat(ask(again).statusCode()).isEqualTo(200);
        }
    }

    private String config() {
        return """
                model_list:
                  - model_name: m
                    litellm_params:
                      model: github_copilot/gpt-4o
                      github_copilot_api_key_url: "%s"
                      github_copilot_device_code_url: "%s"
                      github_copilot_access_token_url: "%s"
                router_settings: {num_retries: 0, disable_cooldowns: true}
                """.formatted(copilot.tokenUrl(), copilot.deviceCodeUrl(), copilot.accessTokenUrl());
    }

    private static HttpResponse<String> ask(Gateway gateway) {
        return gateway.post("/v1/chat/completions", Gateway.question("m", false));
    }
}
