package dev.dragoman.provider.ollama;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.dragoman.Providers;
import dev.dragoman.http.Body;
import dev.dragoman.http.Headers;
import dev.dragoman.http.UpstreamRequest;
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

final class OllamaProviderTest {

    private static final Provider OLLAMA =
            Objects.requireNonNull(Providers.builtIn().find("ollama"));

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            -, http://localhost:11434/api/chat
            ' ', http://localhost:11434/api/chat
            http://gpu:11434/, http://gpu:11434/api/chat
            http://gpu:11434/api, http://gpu:11434/api/chat
            http://gpu:11434/api/chat, http://gpu:11434/api/chat
            https://ollama.com, https://ollama.com/api/chat
            https://a.example/ollama?x=1, https://a.example/ollama/api/chat?x=1
            """)
    void theAddressMayBeGivenInFullOrInPart(@Nullable String base, String expected) {
        Endpoint endpoint = OLLAMA.address().endpoint(Operation.CHAT, target(base, null), false);

        assertThat(endpoint.origin() + endpoint.target()).isEqualTo(expected);
    }

    @Test
    void aStreamIsAskedForInLines() {
        assertThat(OLLAMA.address()
                        .endpoint(Operation.CHAT, target(null, null), true)
                        .headers()
                        .first("accept"))
                .isEqualTo("application/x-ndjson");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:11434/v1", "nowhere", "http:// x"})
    void anAddressOfAnotherFormatOrNoneIsRefused(String base) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OLLAMA.address().endpoint(Operation.CHAT, target(base, null), false))
                .withMessageContaining("api_base")
                .withMessageContaining("expected");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ollama", "ollama_chat"})
    void bothNamesAreOnePlace(String name) {
        Provider provider = Objects.requireNonNull(Providers.builtIn().find(name));

        assertThat(provider.name()).isEqualTo(name);
        assertThat(provider.dialect().name()).isEqualTo("ollama");
        assertThat(provider.keyVariables()).containsExactly("OLLAMA_API_KEY");
        assertThat(provider.baseVariables()).containsExactly("OLLAMA_API_BASE");
    }

    @Test
    void aKeyIsABearerTokenWhereThereIsOne() {
        assertThat(sign(target(null, "k"), Headers.EMPTY)).isEqualTo(Headers.of("authorization", "Bearer k"));
        assertThat(sign(target(null, null), Headers.EMPTY)).isEqualTo(Headers.EMPTY);
        assertThat(sign(target(null, "k"), Headers.of("authorization", "Basic x")))
                .isEqualTo(Headers.of("authorization", "Basic x"));
    }

    private static Headers sign(Target target, Headers headers) {
        Endpoint endpoint = OLLAMA.address().endpoint(Operation.CHAT, target, false);
        UpstreamRequest request =
                new UpstreamRequest("POST", endpoint.origin(), endpoint.target(), headers, Body.utf8("{}"));
        return OLLAMA.credentials()
                .sign(request, target, new Tokens(new NoUpstream(), InstantSource.system()))
                .headers();
    }

    private static Target target(@Nullable String base, @Nullable String key) {
        return new Target("llama3.2:3b", base, key, null, Map.of(), ModelTraits.unknown("llama3.2:3b"));
    }
}
