package dev.dragoman.provider.gemini;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.dragoman.error.AuthenticationException;
import dev.dragoman.http.Body;
import dev.dragoman.http.Cancellation;
import dev.dragoman.http.Headers;
import dev.dragoman.http.Origin;
import dev.dragoman.http.Timeouts;
import dev.dragoman.http.Upstream;
import dev.dragoman.http.UpstreamRequest;
import dev.dragoman.http.UpstreamResponse;
import dev.dragoman.json.JsonBody;
import dev.dragoman.model.ModelTraits;
import dev.dragoman.provider.Endpoint;
import dev.dragoman.provider.Operation;
import dev.dragoman.provider.Provider;
import dev.dragoman.provider.Target;
import dev.dragoman.provider.Tokens;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GeminiProviderTest {

    private static final Provider PROVIDER = GeminiProvider.create(dev.dragoman.audio.AudioEncoders.OWN);

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            -,-,gemini-2.5-flash,https://generativelanguage.googleapis.com/v1beta/models/gemini-2.5-flash
            -,v1alpha,gemini-3-pro-preview,https://generativelanguage.googleapis.com/v1alpha/models/gemini-3-pro-preview
            -,-,models/gemini-2.5-flash,https://generativelanguage.googleapis.com/v1beta/models/gemini-2.5-flash
            -,-,tunedModels/mine,https://generativelanguage.googleapis.com/v1beta/tunedModels/mine
            -,-,gemma/gemma-3-27b-it,https://generativelanguage.googleapis.com/v1beta/models/gemma-3-27b-it
            -,-,a b?c#d,https://generativelanguage.googleapis.com/v1beta/models/a%20b%3Fc%23d
            http://127.0.0.1:8089,-,m,http://127.0.0.1:8089/v1beta/models/m
            http://127.0.0.1:8089/,-,m,http://127.0.0.1:8089/v1beta/models/m
            https://proxy.test/google/v1/,-,m,https://proxy.test/google/v1/models/m
            https://proxy.test/v1beta/models/other,-,m,https://proxy.test/v1beta/models/other
            https://proxy.test/v1beta/models/other:generateContent,-,m,https://proxy.test/v1beta/models/other
            """)
    void theAddressNamesTheModel(@Nullable String base, @Nullable String version, String model, String address) {
        Target target = target(model, base, "key", version);

        assertThat(url(PROVIDER.address().endpoint(Operation.CHAT, target, false)))
                .isEqualTo(address + ":generateContent");
        assertThat(url(PROVIDER.address().endpoint(Operation.CHAT, target, true)))
                .isEqualTo(address + ":streamGenerateContent?alt=sse");
    }

    @ParameterizedTest
    @ValueSource(strings = {"generativelanguage.googleapis.com", "ftp://x.test", "https://", "https://x y"})
    void aWrongBaseIsNamed(String base) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PROVIDER.address().endpoint(Operation.CHAT, target("m", base, "k", null), false))
                .withMessageContaining(base)
                .withMessageContaining("expected");
    }

    @Test
    void theKeyTravelsInAHeader() {
        UpstreamRequest signed = sign(Headers.of("accept", "*/*"), "AIzaKey");

        assertThat(signed.headers()).isEqualTo(Headers.of("accept", "*/*", "x-goog-api-key", "AIzaKey"));
    }

    @Test
    void anAccessTokenTravelsAsBearer() {
        assertThat(sign(Headers.EMPTY, "ya29.token").headers())
                .isEqualTo(Headers.of("authorization", "Bearer ya29.token"));
    }

    @Test
    void aConfiguredHeaderStays() {
        Headers configured = Headers.of("authorization", "Bearer other");

        assertThat(sign(configured, "AIzaKey").headers()).isEqualTo(configured);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " "})
    void aMissingKeyIsToldBeforeAnythingIsSent(String key) {
        assertThatExceptionOfType(AuthenticationException.class)
                .isThrownBy(() -> sign(Headers.EMPTY, key))
                .withMessageContaining("GOOGLE_API_KEY");
    }

    @Test
    void whatStandsInTheAddressIsNotInTheBody() {
        JsonBody body =
                JsonBody.parse("{\"model\":\"m\",\"contents\":[],\"stream\":true}".getBytes(StandardCharsets.UTF_8));

        JsonBody adjusted =
                PROVIDER.quirks().adjust(body, target("m", null, "k", null)).body();

        assertThat(adjusted.names()).containsExactly("contents");
    }

    private static UpstreamRequest sign(Headers headers, String key) {
        UpstreamRequest request =
                new UpstreamRequest("POST", new Origin(true, "x.test", 443), "/", headers, Body.EMPTY);
        Upstream nowhere = new Unreachable();
        return PROVIDER.credentials()
                .sign(request, target("m", null, key, null), new Tokens(nowhere, InstantSource.system()));
    }

    private static String url(Endpoint endpoint) {
        return endpoint.origin() + endpoint.target();
    }

    private static Target target(String model, @Nullable String base, String key, @Nullable String version) {
        return new Target(model, base, key, version, Map.of(), ModelTraits.unknown(model));
    }

    /** An upstream that nobody may call. */
    private static final class Unreachable implements Upstream {

        @Override
        public UpstreamResponse send(UpstreamRequest request, Timeouts timeouts, Cancellation cancellation) {
            throw new AssertionError("nothing may be sent");
        }

        @Override
        public void close() {}
    }
}
