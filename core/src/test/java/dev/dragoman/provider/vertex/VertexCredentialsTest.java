package dev.dragoman.provider.vertex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.dragoman.error.AuthenticationException;
import dev.dragoman.http.Body;
import dev.dragoman.http.Headers;
import dev.dragoman.http.JdkUpstream;
import dev.dragoman.http.Origin;
import dev.dragoman.http.Upstream;
import dev.dragoman.http.UpstreamRequest;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.model.ModelTraits;
import dev.dragoman.provider.NoUpstream;
import dev.dragoman.provider.Target;
import dev.dragoman.provider.Tokens;
import dev.dragoman.testkit.FakeVertex;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class VertexCredentialsTest {

    private static final String FEDERATED = """
            {"type":"external_account","audience":"//iam.googleapis.com/p","token_url":"%s/token",
             "subject_token_type":"urn:ietf:params:oauth:token-type:jwt","credential_source":%s}""";

    private static final FakeVertex GOOGLE = FakeVertex.start();
    private static final Upstream NETWORK = new JdkUpstream();

    private final VertexCredentials credentials = new VertexCredentials();
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final Tokens tokens = new Tokens(NETWORK, () -> now);

    @AfterAll
    static void stop() {
        NETWORK.close();
        GOOGLE.close();
    }

    @BeforeEach
    void forget() {
        GOOGLE.forgetRequests();
    }

    @Test
    void aServiceAccountSignsForItsToken() {
        UpstreamRequest signed = sign(GOOGLE.credentials());

        assertThat(signed.headers().first("authorization")).isEqualTo("Bearer ya29.fake");
        assertThat(GOOGLE.lastRequest().text())
                .startsWith("grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer&assertion=ey");
    }

    @Test
    void aTokenServesUntilItsLifeIsNearlyOver() {
        sign(GOOGLE.credentials());
        sign(GOOGLE.credentials());
        now = now.plus(Duration.ofMinutes(57));
        sign(GOOGLE.credentials());

        int before = GOOGLE.requests().size();
        now = now.plus(Duration.ofMinutes(2));
        sign(GOOGLE.credentials());

        assertThat(before).isEqualTo(1);
        assertThat(GOOGLE.requests()).hasSize(2);
    }

    @Test
    void anotherKeyIsRefusedAsAnAuthenticationError() {
        try (FakeVertex other = FakeVertex.start()) {
            JsonObject strange =
                    Json.parseObject(other.credentials()).with("token_uri", new JsonString(server() + "/token"));

            assertThatExceptionOfType(AuthenticationException.class)
                    .isThrownBy(() -> sign(strange.toJson()))
                    .withMessageContaining("Invalid JWT Signature.")
                    .withMessageContaining("status 400");
        }
    }

    @Test
    void aUserRefreshesTheTokenAndPaysWithAProjectOfItsOwn() {
        UpstreamRequest signed = sign("""
                {"type":"authorized_user","client_id":"c","client_secret":"s&x","refresh_token":"r",
                 "quota_project_id":"q","token_uri":"%s/token"}""".formatted(server()));

        assertThat(signed.headers().first("authorization")).isEqualTo("Bearer ya29.fake");
        assertThat(signed.headers().first("x-goog-user-project")).isEqualTo("q");
        assertThat(GOOGLE.lastRequest().text())
                .isEqualTo("grant_type=refresh_token&client_id=c&client_secret=s%26x&refresh_token=r");
    }

    @Test
    void aTokenOfAnotherProviderIsReadFromItsFileForEachExchange(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("token.json");
        Files.writeString(file, "{\"id\":\"first\"}");
        String source = "{\"file\":" + Json.text(new JsonString(file.toString()))
                + ",\"format\":{\"type\":\"json\",\"subject_token_field_name\":\"id\"}}";
        String federated = FEDERATED.formatted(server(), source);

        sign(federated);
        Files.writeString(file, "{\"id\":\"second\"}");
        now = now.plus(Duration.ofHours(1));
        UpstreamRequest signed = sign(federated);

        assertThat(signed.headers().first("authorization")).isEqualTo("Bearer ya29.fake");
        assertThat(GOOGLE.requests().getFirst().text()).contains("subject_token=first");
        assertThat(GOOGLE.requests().getLast().text()).contains("subject_token=second");
    }

    @Test
    void aMissingTokenFileIsNamed() {
        assertThatExceptionOfType(AuthenticationException.class)
                .isThrownBy(() -> sign(FEDERATED.formatted(server(), "{\"file\":\"/nowhere/token\"}")))
                .withMessageContaining("/nowhere/token");
    }

    @Test
    void aMachineTellsItsTokenAndItsProject() {
        Target target = target(Map.of("vertex_metadata_host", "127.0.0.1:" + GOOGLE.port()), null);
        UpstreamRequest request =
                request("/v1/projects/-/locations/us-central1/publishers/google/models/m:generateContent");

        UpstreamRequest signed = credentials.sign(request, target, tokens);

        assertThat(signed.headers().first("authorization")).isEqualTo("Bearer ya29.fake");
        assertThat(signed.target())
                .isEqualTo(
                        "/v1/projects/project-of-the-machine/locations/us-central1/publishers/google/models/m:generateContent");
    }

    @Test
    void withoutAnyCredentialsTheErrorSaysWhatToSet() {
        Target target = target(Map.of("vertex_metadata_host", "127.0.0.1:1"), null);

        assertThatExceptionOfType(AuthenticationException.class)
                .isThrownBy(() -> credentials.sign(request("/"), target, tokens))
                .withMessageContaining("GOOGLE_APPLICATION_CREDENTIALS");
    }

    @Test
    void aKeyIsSentWithoutAskingAnybody() {
        Tokens none = new Tokens(new NoUpstream(), () -> now);

        assertThat(credentials
                        .sign(request("/"), target(Map.of(), "AIzaKey"), none)
                        .headers())
                .isEqualTo(Headers.of("x-goog-api-key", "AIzaKey"));
        assertThat(credentials
                        .sign(request("/"), target(Map.of(), "ya29.token"), none)
                        .headers())
                .isEqualTo(Headers.of("authorization", "Bearer ya29.token"));
    }

    private UpstreamRequest sign(String json) {
        return credentials.sign(request("/"), target(Map.of("vertex_credentials", json), null), tokens);
    }

    private static String server() {
        return "http://127.0.0.1:" + GOOGLE.port();
    }

    private static UpstreamRequest request(String path) {
        return new UpstreamRequest("POST", new Origin(true, "x.test", 443), path, Headers.EMPTY, Body.EMPTY);
    }

    private static Target target(Map<String, String> settings, @Nullable String key) {
        return new Target("m", null, key, null, settings, ModelTraits.unknown("m"));
    }
}
