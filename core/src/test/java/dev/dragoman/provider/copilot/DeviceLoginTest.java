package dev.dragoman.provider.copilot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.dragoman.error.AuthenticationException;
import dev.dragoman.provider.VendorCalls;
import dev.dragoman.testkit.FakeCopilot;
import dev.dragoman.testkit.answer.Answer;
import dev.dragoman.testkit.vendor.VendorSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who has no token yet logs in on another device. */
final class DeviceLoginTest {

    private static final Logger LOG = Logger.getLogger(DeviceLogin.class.getName());

    private final FakeCopilot fake = FakeCopilot.start(VendorSettings.DEFAULT.requiringKey("ghu_login"));
    private final Told told = new Told();

    @TempDir
    private Path home;

    @BeforeEach
    void listen() {
        LOG.addHandler(told);
    }

    @AfterEach
    void stop() {
        LOG.removeHandler(told);
        fake.close();
    }

    private VendorCalls calls() {
        return VendorCalls.of("github_copilot", "gpt-4o", null)
                .key(null)
                .with("HOME", home.toString())
                .with("github_copilot_api_key_url", fake.tokenUrl())
                .with("github_copilot_device_code_url", fake.deviceCodeUrl())
                .with("github_copilot_access_token_url", fake.accessTokenUrl());
    }

    @Test
    void theCodeIsToldOnceAndTheTokenKept() throws IOException {
        VendorCalls calls = calls();
        assertPending(calls);
        assertPending(calls);

        assertThat(told.lines)
                .containsExactly(
                        "GitHub Copilot wants a login: visit https://github.com/login/device and enter WDJB-MJHT");

        fake.login("granted");
        fake.answers(Answer.text("hi"), Answer.text("again"));
        assertThat(calls.asked("").toJson()).contains("\"content\":\"hi\"");

        Path file = home.resolve(".config/litellm/github_copilot/access-token");
        assertThat(Files.readString(file)).isEqualTo("ghu_login");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(calls().asked("").toJson()).contains("\"content\":\"again\"");
        assertThat(told.lines).hasSize(1);
        assertThat(String.join("", told.lines)).doesNotContain("ghu_login").doesNotContain("3584d83530557fdd1f46");
    }

    @Test
    void withoutAPlaceForTheTokenNobodyIsAskedToLogIn() {
        assertThatExceptionOfType(AuthenticationException.class)
                .isThrownBy(() -> calls().without("HOME").asked(""))
                .withMessageContaining("GITHUB_COPILOT_TOKEN_DIR");
        assertThat(fake.requests()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "slow_down, nobody has logged in",
        "access_denied, was denied",
        "expired_token, in time",
        "device_flow_disabled, device_flow_disabled"
    })
    void whatTheUserDidIsTold(String outcome, String words) {
        fake.login(outcome);

        assertThatExceptionOfType(AuthenticationException.class)
                .isThrownBy(() -> calls().asked(""))
                .withMessageContaining(words);
    }

    @Test
    void aTokenThatCannotBeKeptServesThisProcess() throws IOException {
        Files.writeString(home.resolve(".config"), "no folder");
        fake.login("granted");
        fake.answers(Answer.text("hi"), Answer.text("again"));
        VendorCalls calls = calls();

        assertThat(calls.asked("").toJson()).contains("\"content\":\"hi\"");
        assertThat(calls.asked("").toJson()).contains("\"content\":\"again\"");
        assertThat(String.join("", told.lines)).contains("cannot be written").doesNotContain("ghu_login");
    }

    private static void assertPending(VendorCalls calls) {
        assertThatExceptionOfType(AuthenticationException.class)
                .isThrownBy(() -> calls.asked(""))
                .withMessageContaining("nobody has logged in")
                .withMessageNotContaining("WDJB-MJHT");
    }

    private static final class Told extends Handler {

        private final List<String> lines = new ArrayList<>();

        @Override
        public void publish(LogRecord record) {
            lines.add(MessageFormat.format(record.getMessage(), record.getParameters()));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
