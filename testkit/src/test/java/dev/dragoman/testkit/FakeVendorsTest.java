package dev.dragoman.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dragoman.testkit.vendor.VendorSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FakeVendorsTest {

    private final FakeVendors vendors = FakeVendors.start(VendorSettings.DEFAULT);

    @AfterEach
    void close() {
        vendors.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            value = {
                "openai;/chat/completions;{'model':'echo','messages':[{'role':'user','content':'Hi you'}]}",
                "azure;/openai/deployments/echo/chat/completions?api-version=2024-10-21;{'messages':[{'role':'user','content':'Hi you'}]}",
                "azure;/openai/v1/chat/completions;{'model':'echo','messages':[{'role':'user','content':'Hi you'}]}",
                "anthropic;/v1/messages;{'model':'echo','max_tokens':5,'messages':[{'role':'user','content':'Hi you'}]}",
                "gemini;/v1beta/models/echo:generateContent;{'contents':[{'parts':[{'text':'Hi you'}]}]}",
                "cohere;/v2/chat;{'model':'echo','messages':[{'role':'user','content':'Hi you'}]}",
                "ollama;/api/chat;{'model':'echo','stream':false,'messages':[{'role':'user','content':'Hi you'}]}",
                "compatible;/chat/completions;{'model':'echo','messages':[{'role':'user','content':'Hi you'}]}",
                "vertex;/projects/p/locations/us-central1/publishers/google/models/echo:generateContent;{'contents':[{'parts':[{'text':'Hi you'}]}]}"
            })
    void everyVendorAnswersUnderItsPrefix(String vendor, String path, String body) {
        try (Client client = client(vendor)) {
            Client.Answered answered = client.post(path, body);

            assertThat(answered.status()).isEqualTo(200);
            assertThat(answered.text()).contains("Hi you");
        }
    }

    @Test
    void theRootListsTheBaseUrls() {
        try (Client client = new Client("http://127.0.0.1:" + vendors.port())) {
            assertThat(client.get("/").text())
                    .contains("openai      http://127.0.0.1:" + vendors.port() + "/openai/v1");
            assertThat(client.get("/elsewhere").status()).isEqualTo(404);
            assertThat(client.get("/openai").status()).isEqualTo(404);
        }
    }

    @Test
    void unknownVendorsAreNamed() {
        assertThatThrownBy(() -> vendors.baseUrl("acme"))
                .hasMessage(
                        "vendor: acme (expected: one of [openai, azure, anthropic, gemini, bedrock, cohere, ollama, compatible, vertex])");
    }

    @Test
    void argumentsBecomeSettings() {
        VendorSettings settings = Main.settings("--port", "0", "--host", "0.0.0.0", "--key", "k");

        assertThat(settings.port()).isZero();
        assertThat(settings.host()).isEqualTo("0.0.0.0");
        assertThat(settings.requiredKey()).hasValue("k");
        assertThat(settings.keptRequests()).isZero();
    }

    @Test
    void withoutArgumentsItListensOnTheUsualPort() {
        assertThat(Main.settings().port()).isEqualTo(8089);
    }

    @ParameterizedTest
    @CsvSource({"--port x, --port x", "--port 70000, --port 70000", "--colour red, --colour", "--key, --key"})
    void wrongArgumentsAreNamed(String arguments, String named) {
        assertThatThrownBy(() -> Main.settings(arguments.split(" ", -1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(named)
                .hasMessageContaining("expected");
    }

    private Client client(String vendor) {
        return new Client(
                vendors.baseUrl(vendor),
                "authorization",
                "Bearer k",
                "x-goog-api-key",
                "k",
                "anthropic-version",
                "2023-06-01");
    }
}
