package dev.dragoman.provider.vertex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.dragoman.model.ModelTraits;
import dev.dragoman.provider.Endpoint;
import dev.dragoman.provider.Operation;
import dev.dragoman.provider.Target;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class VertexAddressTest {

    private static final String US =
            "https://us-central1-aiplatform.googleapis.com/v1/projects/p/locations/us-central1";

    @ParameterizedTest
    @CsvSource(textBlock = """
            gemini-2.5-flash,/publishers/google/models/gemini-2.5-flash:generateContent
            gemini/1234567890,/endpoints/1234567890:generateContent
            1234567890,/endpoints/1234567890:generateContent
            claude-sonnet-4-5@20250929,/publishers/anthropic/models/claude-sonnet-4-5@20250929:rawPredict
            claude-sonnet-4-5-20250929,/publishers/anthropic/models/claude-sonnet-4-5@20250929:rawPredict
            claude-opus-4-6,/publishers/anthropic/models/claude-opus-4-6:rawPredict
            mistral-large-2411,/publishers/mistralai/models/mistral-large-2411:rawPredict
            codestral-2501,/publishers/mistralai/models/codestral-2501:rawPredict
            meta/llama-4-scout-17b-16e-instruct-maas,/endpoints/openapi/chat/completions
            deepseek-ai/deepseek-v3.1-maas,/endpoints/openapi/chat/completions
            openai/gpt-oss-120b-maas,/endpoints/openapi/chat/completions
            openai/1234567890,/endpoints/1234567890/chat/completions
            """)
    void everyFamilyHasItsAddress(String model, String path) {
        assertThat(url(model, null, Map.of("vertex_project", "p"), false)).isEqualTo(US + path);
    }

    @Test
    void aStreamIsAskedForInTheAddress() {
        Map<String, String> settings = Map.of("vertex_project", "p");

        assertThat(url("gemini-2.5-flash", null, settings, true)).endsWith(":streamGenerateContent?alt=sse");
        assertThat(url("claude-opus-4-6", null, settings, true)).endsWith(":streamRawPredict");
        assertThat(url("mistral-large-2411", null, settings, true)).endsWith(":streamRawPredict");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            us-east5,https://us-east5-aiplatform.googleapis.com
            global,https://aiplatform.googleapis.com
            us,https://aiplatform.us.rep.googleapis.com
            eu,https://aiplatform.eu.rep.googleapis.com
            """)
    void everyLocationHasItsHost(String location, String host) {
        Map<String, String> settings = Map.of("vertex_project", "p", "vertex_location", location);

        assertThat(url("claude-opus-4-6", null, settings, false))
                .isEqualTo(host + "/v1/projects/p/locations/" + location
                        + "/publishers/anthropic/models/claude-opus-4-6:rawPredict");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            gemini-3-pro-preview,/v1beta1/projects/p/locations/global/publishers/google/models/gemini-3-pro-preview
            jamba-1.5-large,/v1beta1/projects/p/locations/us-central1/publishers/ai21/models/jamba-1.5-large
            """)
    void whatIsNewIsAskedOfTheEarlyVersion(String model, String path) {
        assertThat(url(model, null, Map.of("vertex_project", "p"), false)).contains("googleapis.com" + path + ":");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            http://127.0.0.1:8089,http://127.0.0.1:8089/v1/projects/p/locations/us-central1/publishers/google/models/gemini-2.5-pro
            http://127.0.0.1:8089/v1/,http://127.0.0.1:8089/v1/projects/p/locations/us-central1/publishers/google/models/gemini-2.5-pro
            https://proxy.test/my-model,https://proxy.test/my-model
            https://proxy.test/v1/projects/x/locations/y,https://proxy.test/v1/projects/x/locations/y/publishers/google/models/gemini-2.5-pro
            https://proxy.test/v1/projects/x/locations/y/publishers/google/models/z,https://proxy.test/v1/projects/x/locations/y/publishers/google/models/z
            """)
    void aBaseMayNameAsMuchAsItLikes(String base, String address) {
        assertThat(url("gemini-2.5-pro", base, Map.of("vertex_project", "p"), false))
                .isEqualTo(address + ":generateContent");
    }

    @Test
    void aKeyOfTheExpressModeNeedsNoProject() {
        Target target = target("gemini-2.5-flash", null, "AIzaKey", Map.of());

        assertThat(url(new VertexAddress(null).endpoint(Operation.CHAT, target, false)))
                .isEqualTo(
                        "https://aiplatform.googleapis.com/v1/publishers/google/models/gemini-2.5-flash:generateContent");
    }

    @Test
    void aMissingProjectIsToldAtOnce() {
        Target target = target("gemini-2.5-flash", null, null, Map.of("vertex_credentials", "{}"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new VertexAddress(null).endpoint(Operation.CHAT, target, false))
                .withMessageContaining("vertex_project: missing")
                .withMessageContaining("VERTEXAI_PROJECT");
    }

    @ParameterizedTest
    @ValueSource(strings = {"us-central1.evil.test/", "US", "a b"})
    void aWrongLocationIsNamed(String location) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> url("m", null, Map.of("vertex_project", "p", "vertex_location", location), false))
                .withMessageContaining(location)
                .withMessageContaining("expected");
    }

    private static String url(String model, @Nullable String base, Map<String, String> settings, boolean stream) {
        return url(new VertexAddress(null).endpoint(Operation.CHAT, target(model, base, null, settings), stream));
    }

    private static String url(Endpoint endpoint) {
        return endpoint.origin() + endpoint.target();
    }

    private static Target target(
            String model, @Nullable String base, @Nullable String key, Map<String, String> settings) {
        return new Target(model, base, key, null, new HashMap<>(settings), ModelTraits.unknown(model));
    }
}
