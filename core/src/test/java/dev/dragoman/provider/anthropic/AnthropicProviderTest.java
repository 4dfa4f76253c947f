package dev.dragoman.provider.anthropic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import dev.dragoman.provider.Adjusted;
import dev.dragoman.provider.Endpoint;
import dev.dragoman.provider.Operation;
import dev.dragoman.provider.Provider;
import dev.dragoman.provider.Target;
import dev.dragoman.provider.Tokens;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AnthropicProviderTest {

    private static final Provider PROVIDER = AnthropicProvider.create();
    private static final ModelTraits UNKNOWN = ModelTraits.unknown("claude");
    private static final Tokens TOKENS = new Tokens(new Unreachable(), () -> Instant.EPOCH);

    /** A network that nobody may use: no token has to be fetched. */
    private static final class Unreachable implements Upstream {

        @Override
        public UpstreamResponse send(UpstreamRequest request, Timeouts timeouts, Cancellation cancellation) {
            throw new AssertionError("sent " + request + " (expected: no token to be fetched)");
        }

        @Override
        public void close() {
            // Holds nothing.
        }
    }

    @ParameterizedTest
    @CsvSource({
        ", https://api.anthropic.com, /v1/messages",
        "https://proxy.example, https://proxy.example, /v1/messages",
        "https://proxy.example/, https://proxy.example, /v1/messages",
        "https://proxy.example/v1, https://proxy.example, /v1/messages",
        "https://proxy.example/v1/messages, https://proxy.example, /v1/messages",
        "https://proxy.example/v1/messages/, https://proxy.example, /v1/messages",
        "http://localhost:8089/anthropic, http://localhost:8089, /anthropic/v1/messages",
        "https://proxy.example/a?x=1, https://proxy.example, /a/v1/messages?x=1",
    })
    void aBaseIsTakenWithOrWithoutThePath(@Nullable String base, String origin, String path) {
        Endpoint endpoint = PROVIDER.address().endpoint(Operation.CHAT, target(base, "k", null), false);

        assertThat(endpoint.origin()).hasToString(origin);
        assertThat(endpoint.target()).isEqualTo(path);
    }

    @Test
    void theVersionIsFixedUnlessAnotherIsConfigured() {
        Target newer = new Target("claude", null, "k", "2027-01-01", Map.of(), UNKNOWN);

        assertThat(endpoint(target(null, "k", null)).headers())
                .isEqualTo(Headers.of("anthropic-version", "2023-06-01"));
        assertThat(endpoint(newer).headers()).isEqualTo(Headers.of("anthropic-version", "2027-01-01"));
    }

    @ParameterizedTest
    @CsvSource({"not a url", "ftp://x.example", "proxy.example"})
    void aBaseThatIsNoAddressIsRefused(String base) {
        assertThatThrownBy(() -> endpoint(target(base, "k", null)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected");
    }

    @Test
    void aKeyGoesIntoItsOwnHeader() {
        Headers headers = sign(target(null, "sk-ant-api03-x", null));

        assertThat(headers.first("x-api-key")).isEqualTo("sk-ant-api03-x");
        assertThat(headers.contains("authorization")).isFalse();
    }

    @Test
    void aTokenOfASignedInUserIsABearerAndAnnouncesItself() {
        Headers headers = sign(target(null, "sk-ant-oat01-x", null));

        assertThat(headers.first("authorization")).isEqualTo("Bearer sk-ant-oat01-x");
        assertThat(headers.all("anthropic-beta")).containsExactly("one,oauth-2025-04-20");
        assertThat(headers.first("anthropic-dangerous-direct-browser-access")).isEqualTo("true");
        assertThat(headers.contains("x-api-key")).isFalse();
    }

    @Test
    void aConfiguredTokenIsABearer() {
        Headers headers = sign(target(null, null, "corporate"));

        assertThat(headers.first("authorization")).isEqualTo("Bearer corporate");
        assertThat(headers.all("anthropic-beta")).containsExactly("one");
    }

    @Test
    void aMissingKeySaysWhatToSet() {
        assertThatThrownBy(() -> sign(target(null, " ", null)))
                .isInstanceOf(AuthenticationException.class)
                .hasMessageContaining("ANTHROPIC_API_KEY");
    }

    @Test
    void aModelWithoutSamplingParametersGetsNone() {
        ModelTraits traits =
                new ModelTraits("claude-opus-4-7", null, Set.of(ModelTraits.Ability.NO_SAMPLING_PARAMS), true);
        JsonBody body = body("{\"temperature\":0.2,\"top_p\":1,\"top_k\":null,\"max_tokens\":1}");

        Adjusted adjusted = PROVIDER.quirks().adjust(body, new Target("m", null, "k", null, Map.of(), traits));

        assertThat(adjusted.body().names()).containsExactly("max_tokens");
        assertThat(adjusted.unsupported()).containsExactly("temperature");
    }

    @Test
    void otherModelsKeepTheirs() {
        JsonBody body = body("{\"temperature\":0.2}");

        assertThat(PROVIDER.quirks().adjust(body, target(null, "k", null))).isEqualTo(Adjusted.unchanged(body));
    }

    private static JsonBody body(String json) {
        return JsonBody.parse(json.getBytes(StandardCharsets.UTF_8));
    }

    private static Endpoint endpoint(Target target) {
        return PROVIDER.address().endpoint(Operation.CHAT, target, true);
    }

    private static Headers sign(Target target) {
        UpstreamRequest request = new UpstreamRequest(
                "POST",
                new Origin(true, "api.anthropic.com", 443),
                "/v1/messages",
                Headers.of("anthropic-beta", "one"),
                Body.EMPTY);
        return PROVIDER.credentials().sign(request, target, TOKENS).headers();
    }

    private static Target target(@Nullable String base, @Nullable String key, @Nullable String token) {
        Map<String, String> settings = token == null ? Map.of() : Map.of("auth_token", token);
        return new Target("claude", base, key, null, settings, UNKNOWN);
    }
}
