package dev.dragoman.provider.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.dragoman.dialect.openai.OpenAiDialect;
import dev.dragoman.error.AuthenticationException;
import dev.dragoman.http.Body;
import dev.dragoman.http.Headers;
import dev.dragoman.http.Origin;
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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class OpenAiProviderTest {

    private static final Provider OPENAI = OpenAiProvider.speaking(new OpenAiDialect());

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            -,https://api.openai.com/v1/chat/completions
            https://api.openai.com,https://api.openai.com/v1/chat/completions
            https://us.api.openai.com/,https://us.api.openai.com/v1/chat/completions
            https://eu.api.openai.com/v1,https://eu.api.openai.com/v1/chat/completions
            https://eu.api.openai.com/v1/,https://eu.api.openai.com/v1/chat/completions
            http://127.0.0.1:8000/v1,http://127.0.0.1:8000/v1/chat/completions
            http://127.0.0.1:8000,http://127.0.0.1:8000/chat/completions
            https://host/v1/chat/completions,https://host/v1/chat/completions
            https://host/a%20b/v1?key=1&x=y,https://host/a%20b/v1/chat/completions?key=1&x=y
            """)
    void aBaseGivesTheAddress(@Nullable String base, String address) {
        Endpoint endpoint = OPENAI.address().endpoint(Operation.CHAT, target(base, "sk-1"), true);

        assertThat(endpoint.origin() + endpoint.target()).isEqualTo(address);
    }

    @ParameterizedTest
    @ValueSource(strings = {"host/v1", "ftp://host/v1", "https://", "https://a b", "v1"})
    void aWrongBaseIsNamed(String base) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OPENAI.address().endpoint(Operation.CHAT, target(base, null), false))
                .withMessageContaining(base)
                .withMessageContaining("expected");
    }

    @Test
    void organizationAndProjectAreHeaders() {
        Target target = new Target(
                "m",
                null,
                "sk-1",
                null,
                Map.of("organization", "org-1", "project", "proj-1"),
                ModelTraits.unknown("m"));

        Headers headers =
                OPENAI.address().endpoint(Operation.CHAT, target, false).headers();

        assertThat(headers).isEqualTo(Headers.of("openai-organization", "org-1", "openai-project", "proj-1"));
    }

    @Test
    void theKeyIsABearerToken() {
        UpstreamRequest signed = sign(OPENAI, target(null, " sk-1 "));

        assertThat(signed.headers().all("authorization")).containsExactly("Bearer sk-1");
    }

    @Test
    void aMissingKeyForThePlatformIsNamed() {
        assertThatExceptionOfType(AuthenticationException.class)
                .isThrownBy(() -> sign(OPENAI, target(null, null)))
                .withMessageContaining("OPENAI_API_KEY");
    }

    @Test
    void anotherServerMayWantNoKey() {
        assertThat(sign(OPENAI, target("http://127.0.0.1:8000", null)).headers().contains("authorization"))
                .isFalse();
    }

    private static Target target(@Nullable String base, @Nullable String key) {
        return new Target("m", base, key, null, Map.of(), ModelTraits.unknown("m"));
    }

    private static UpstreamRequest sign(Provider provider, Target target) {
        UpstreamRequest request = new UpstreamRequest(
                "POST", new Origin(true, "host", 443), "/", Headers.of("authorization", "none"), Body.EMPTY);
        return provider.credentials()
                .sign(
                        request.withHeaders(
                                target.apiKey() == null || target.apiKey().isBlank()
                                        ? Headers.EMPTY
                                        : request.headers()),
                        target,
                        new Tokens(new NoUpstream(), InstantSource.system()));
    }
}
