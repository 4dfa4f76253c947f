package dev.dragoman.provider.cohere;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dragoman.Providers;
import dev.dragoman.error.AuthenticationException;
import dev.dragoman.http.Body;
import dev.dragoman.http.Headers;
import dev.dragoman.http.UpstreamRequest;
import dev.dragoman.json.JsonBody;
import dev.dragoman.model.ModelTraits;
import dev.dragoman.provider.Endpoint;
import dev.dragoman.provider.NoUpstream;
import dev.dragoman.provider.Operation;
import dev.dragoman.provider.Provider;
import dev.dragoman.provider.Target;
import dev.dragoman.provider.Tokens;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CohereProviderTest {

    private static final Provider COHERE =
            Objects.requireNonNull(Providers.builtIn().find("cohere"));

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            -, https://api.cohere.com/v2/chat
            ' ', https://api.cohere.com/v2/chat
            https://api.cohere.ai, https://api.cohere.ai/v2/chat
            https://api.cohere.ai/, https://api.cohere.ai/v2/chat
            https://api.cohere.com/v2, https://api.cohere.com/v2/chat
            https://api.cohere.com/v2/chat, https://api.cohere.com/v2/chat
            http://north.example:8080/cohere/, http://north.example:8080/cohere/v2/chat
            https://a.example/v2/chat?x=1, https://a.example/v2/chat?x=1
            """)
    void theAddressMayBeGivenInFullOrInPart(@Nullable String base, String expected) {
        Endpoint endpoint = COHERE.address().endpoint(Operation.CHAT, target("m", base, "k"), true);

        assertThat(endpoint.origin() + endpoint.target()).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://api.cohere.com/v1", "https://api.cohere.com/v1/chat", "nowhere", "http:// x"})
    void anAddressOfAnotherVersionOrNoneIsRefused(String base) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> COHERE.address().endpoint(Operation.CHAT, target("m", base, "k"), false))
                .withMessageContaining("api_base")
                .withMessageContaining("expected");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cohere", "cohere_chat"})
    void bothNamesAreOnePlace(String name) {
        Provider provider = Objects.requireNonNull(Providers.builtIn().find(name));

        assertThat(provider.name()).isEqualTo(name);
        assertThat(provider.dialect().name()).isEqualTo("cohere");
        assertThat(provider.keyVariables()).containsExactly("COHERE_API_KEY", "CO_API_KEY");
        assertThat(provider.baseVariables()).containsExactly("COHERE_API_BASE", "CO_API_URL");
    }

    @Test
    void theKeyIsABearerToken() {
        assertThat(sign(target("m", null, " k "), Headers.EMPTY)).isEqualTo(Headers.of("authorization", "Bearer k"));
    }

    @Test
    void aHeaderThatTheConfigurationSetsStays() {
        Headers own = Headers.of("authorization", "Bearer own");

        assertThat(sign(target("m", null, "k"), own)).isEqualTo(own);
    }

    @Test
    void cohereItselfWantsAKey() {
        assertThatThrownBy(() -> sign(target("m", null, null), Headers.EMPTY))
                .isInstanceOf(AuthenticationException.class)
                .hasMessageContaining("COHERE_API_KEY");
        assertThat(sign(target("m", "http://own.example", null), Headers.EMPTY)).isEqualTo(Headers.EMPTY);
    }

    @ParameterizedTest
    @CsvSource({"command-a-03-2025,command-a-03-2025", "v2/command-r,command-r", "v1/command-r,command-r"})
    void aVersionIsNoPartOfTheModelsName(String model, String sent) {
        JsonBody body =
                JsonBody.parse(("{\"model\":\"" + model + "\"}").getBytes(java.nio.charset.StandardCharsets.UTF_8));

        assertThat(COHERE.quirks()
                        .adjust(body, target(model, null, null))
                        .body()
                        .string("model"))
                .isEqualTo(sent);
    }

    private static Headers sign(Target target, Headers headers) {
        Endpoint endpoint = COHERE.address().endpoint(Operation.CHAT, target, false);
        UpstreamRequest request =
                new UpstreamRequest("POST", endpoint.origin(), endpoint.target(), headers, Body.utf8("{}"));
        return COHERE.credentials()
                .sign(request, target, new Tokens(new NoUpstream(), InstantSource.system()))
                .headers();
    }

    private static Target target(String model, @Nullable String base, @Nullable String key) {
        return new Target(model, base, key, null, Map.of(), ModelTraits.unknown(model));
    }
}
