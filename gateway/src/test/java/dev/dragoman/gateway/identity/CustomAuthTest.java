package dev.dragoman.gateway.identity;

import static dev.dragoman.gateway.identity.TokenGateway.soon;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dragoman.gateway.config.ConfigException;
import dev.dragoman.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Callers whom code of the operator's own knows. */
final class CustomAuthTest {

    private static final String KEEPER = "  custom_auth: " + DoorKeeper.class.getName() + "\n";
    private static final String AUTO = KEEPER + "  custom_auth_settings: {mode: auto}\n";

    private static HttpResponse<String> chat(TokenGateway gateway, String name, String key, String model) {
        return gateway.chatAs(key, model, "x-name", name);
    }

    private static int status(HttpResponse<String> response) {
        return response.statusCode();
    }

    private static void refused(TokenGateway gateway, String name, int status, String why) {
        HttpResponse<String> response = chat(gateway, name, "any", "small");
        assertThat(status(response)).as(response.body()).isEqualTo(status);
        assertThat(response.body()).contains(why).doesNotContain("secret").doesNotContain("\tat ");
    }

    @Test
    void itDecidesAloneUnlessAnythingElseIsSaid() {
        try (TokenGateway gateway = TokenGateway.with(KEEPER)) {
            assertThat(status(chat(gateway, "ann", "any", "small"))).isEqualTo(200);
            HttpResponse<String> unknown = gateway.chatAs(TokenGateway.masterKey(), "small");
            assertThat(status(unknown)).isEqualTo(401);
            assertThat(unknown.body()).contains("custom_auth does not know who is calling");
            refused(gateway, "evil", 401, "you are not welcome");
            refused(gateway, "banned", 401, "banned for ever");
            refused(gateway, "broken", 503, "custom_auth cannot tell");
            refused(gateway, "bug", 503, "custom_auth cannot tell");
            refused(gateway, "wrong", 503, "role: king (expected: proxy_admin");
        }
    }

    @Test
    void whatItSaysOfACallerCounts() {
        try (TokenGateway gateway = TokenGateway.with(AUTO)) {
            JsonObject row = gateway.row(chat(gateway, "ann", "any", "small"));
            assertThat(row.string("user")).isEqualTo("ann");
            assertThat(row.string("team_id")).isEqualTo("eng");
            assertThat(row.toString()).contains("acme");
            assertThat(chat(gateway, "poor", "any", "large").body()).contains("key_model_access_denied");
            soon(() -> chat(gateway, "poor", "any", "small").body().contains("budget_exceeded"));
            assertThat(status(chat(gateway, "slow", "any", "small"))).isEqualTo(200);
            assertThat(status(chat(gateway, "slow", "any", "small"))).isEqualTo(429);
            assertThat(status(ask(gateway, "root", "/team/new"))).isEqualTo(200);
            assertThat(status(ask(gateway, "client", "/key/generate"))).isEqualTo(403);
            assertThat(status(chat(gateway, "client", "any", "small"))).isEqualTo(200);
        }
    }

    private static HttpResponse<String> ask(TokenGateway gateway, String name, String path) {
        return gateway.bare().postAs("any", path, "{}", "x-name", name);
    }

    @Test
    void keysAndTokensCountForOthers() {
        try (TokenGateway gateway = TokenGateway.with(AUTO)) {
            String key = String.valueOf(
                    gateway.ok("/key/generate", "{'models':['small']}").string("key"));
            assertThat(status(gateway.chatAs(key, "small"))).isEqualTo(200);
            assertThat(status(chat(gateway, "holder", key, "small"))).isEqualTo(200);
            assertThat(status(chat(gateway, "holder", key, "large"))).isEqualTo(401);
            assertThat(status(chat(gateway, "holder", key + "x", "small"))).isEqualTo(401);
            String hash = HexFormat.of().formatHex(KeyHash.of(key));
            assertThat(status(chat(gateway, "holder", hash, "small"))).isEqualTo(401);
            gateway.passes("{'sub':'ann'}", "small");
            refused(gateway, "evil", 401, "you are not welcome");
            refused(gateway, "broken", 503, "custom_auth cannot tell");
        }
    }

    @Test
    void whatIsKnownOfTeamsCountsWhereTheOperatorWantsThat() {
        try (TokenGateway gateway = TokenGateway.with(AUTO + "  custom_auth_run_common_checks: true\n")) {
            gateway.ok("/team/new", "{'team_id':'eng','models':['small']}");
            soon(() -> status(chat(gateway, "ann", "any", "large")) == 401);
            assertThat(status(chat(gateway, "ann", "any", "small"))).isEqualTo(200);
            gateway.ok("/team/block", "{'team_id':'eng'}");
            soon(() -> chat(gateway, "ann", "any", "small").body().contains("Team=eng is blocked"));
        }
        try (TokenGateway gateway = TokenGateway.with(AUTO)) {
            gateway.ok("/team/new", "{'team_id':'eng','models':['small']}");
            assertThat(status(chat(gateway, "ann", "any", "large"))).isEqualTo(200);
        }
    }

    @Test
    void itIsNotAskedWhenItIsOff() {
        try (TokenGateway gateway = TokenGateway.with(KEEPER + "  custom_auth_settings: {mode: off}\n")) {
            assertThat(status(chat(gateway, "ann", "any", "small"))).isEqualTo(401);
            assertThat(status(chat(gateway, "evil", TokenGateway.masterKey(), "small")))
                    .isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"com.example.Nobody", "java.lang.String", "custom_auth.user_custom_auth", "java.lang.Integer"})
    void aWrongNameStopsTheStart(String type) {
        assertThatThrownBy(
                        () -> TokenGateway.with("  custom_auth: " + type + "\n").close())
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("config.yaml:8")
                .hasMessageContaining("custom_auth: " + type);
    }

    @Test
    void itMayBeInAFolderOfItsOwn(@TempDir Path folder) throws IOException {
        Path source = Files.writeString(folder.resolve("Own.java"), """
                public final class Own implements dev.dragoman.gateway.extension.CustomAuth {
                    @Override
                    public dev.dragoman.gateway.extension.AuthDecision authenticate(
                            dev.dragoman.gateway.extension.AuthRequest request) {
                        return dev.dragoman.gateway.extension.AuthDecision.refuse("Own says no");
                    }
                }
                """);
        int compiled = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-proc:none",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-d",
                        folder.toString(),
                        source.toString());
        assertThat(compiled).isZero();

        try (TokenGateway gateway =
                TokenGateway.with("  custom_auth: Own\n", List.of("extension_path: " + folder), new String[0])) {
            assertThat(gateway.chatAs("any", "small").body()).contains("Own says no");
        }
    }
}
