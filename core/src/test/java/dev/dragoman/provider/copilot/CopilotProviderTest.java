package dev.dragoman.provider.copilot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.dragoman.error.AuthenticationException;
import dev.dragoman.error.RateLimitException;
import dev.dragoman.provider.VendorCalls;
import dev.dragoman.testkit.FakeCopilot;
import dev.dragoman.testkit.answer.Answer;
import dev.dragoman.testkit.answer.ErrorKind;
import dev.dragoman.testkit.vendor.VendorSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CopilotProviderTest {

    private final FakeCopilot fake = FakeCopilot.start(VendorSettings.DEFAULT.requiringKey("ghu_login"));
    private final VendorCalls calls = VendorCalls.of("github_copilot", "gpt-4o", null)
            .key("ghu_login")
            .with("github_copilot_api_key_url", fake.tokenUrl());

    @AfterEach
    void stop() {
        fake.close();
    }

    @Test
    void aCallGoesWhereTheTokenSays() {
        fake.answers(Answer.text("hi"), Answer.text("one two three"));

        assertThat(calls.asked("").toJson()).contains("\"content\":\"hi\"");
        assertThat(VendorCalls.text(calls.heard(""))).isEqualTo("one two three");
        assertThat(fake.requests())
                .extracting(request -> request.path())
                .containsExactly("/copilot_internal/v2/token", "/chat/completions", "/chat/completions");
        assertThat(fake.lastRequest().header("editor-version")).isPresent();
        assertThat(fake.lastRequest().header("x-initiator")).contains("user");
    }

    @Test
    void whoGoesOnAndWhetherThereAreImagesIsAnnounced() {
        calls.asked(",'messages':[{'role':'user','content':[{'type':'text','text':'x'},{'type':'image_url',"
                + "'image_url':{'url':'data:image/png;base64,AAAA'}}]},{'role':'assistant','content':'y'},"
                + "{'role':'user','content':'z'}]");

        assertThat(fake.lastRequest().header("x-initiator")).contains("agent");
        assertThat(fake.lastRequest().header("copilot-vision-request")).contains("true");
    }

    @Test
    void theLoginMayBeInTheFileThatLiteLlmWrites(@TempDir Path home) throws IOException {
        Path folder = Files.createDirectories(home.resolve(".config/litellm/github_copilot"));
        Files.writeString(folder.resolve("access-token"), "ghu_login\n");
        Files.writeString(home.resolve("other"), "ghu_login");

        calls.key(null).with("HOME", home.toString()).asked("");
        calls.key(null)
                .with("github_copilot_token_dir", home.toString())
                .with("github_copilot_access_token_file", "other")
                .asked("");

        assertThat(fake.requests()).hasSizeGreaterThanOrEqualTo(3);
    }

    @Test
    void aMissingOrWrongLoginIsTold() {
        assertThatExceptionOfType(AuthenticationException.class)
                .isThrownBy(() -> calls.key(null).asked(""))
                .withMessageContaining("GITHUB_COPILOT_TOKEN");
        assertThatExceptionOfType(AuthenticationException.class)
                .isThrownBy(() -> calls.key("ghu_wrong").asked(""))
                .withMessageContaining("Bad credentials");
    }

    @Test
    void anAddressOfOnesOwnIsKept() {
        VendorCalls there = new VendorCalls(
                "github_copilot", "gpt-4o", fake.baseUrl(), "ghu_login", calls.settings(), calls.dispatcher());

        assertThat(there.url(false)).isEqualTo(fake.baseUrl() + "/chat/completions");
        assertThat(calls.url(true)).isEqualTo("https://api.githubcopilot.com/chat/completions");
        there.asked("");
    }

    @Test
    void itsErrorsAreUnderstood() {
        fake.answers(Answer.error(ErrorKind.RATE_LIMITED));

        assertThatExceptionOfType(RateLimitException.class).isThrownBy(() -> calls.asked(""));
        assertThat(List.of(fake.lastRequest().path())).containsExactly("/chat/completions");
    }
}
