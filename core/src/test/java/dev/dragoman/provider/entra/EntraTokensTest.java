package dev.dragoman.provider.entra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.dragoman.Providers;
import dev.dragoman.error.AuthenticationException;
import dev.dragoman.http.Body;
import dev.dragoman.http.Headers;
import dev.dragoman.http.JdkUpstream;
import dev.dragoman.http.Origin;
import dev.dragoman.http.UpstreamRequest;
import dev.dragoman.model.ModelTraits;
import dev.dragoman.provider.Provider;
import dev.dragoman.provider.Target;
import dev.dragoman.provider.Tokens;
import dev.dragoman.testkit.FakeAzureIdentity;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may ask Azure AI Foundry without a key. */
final class EntraTokensTest {

    private static final String RESOURCE = "https://r.services.ai.azure.com";
    private static final Map<String, String> APPLICATION =
            Map.of("tenant_id", "tenant-1", "client_id", "client-1", "client_secret", "s&cret");

    private final FakeAzureIdentity identity = FakeAzureIdentity.start();
    private final JdkUpstream network = new JdkUpstream();
    private final Tokens tokens = new Tokens(network, InstantSource.system());

    @AfterEach
    void stop() {
        network.close();
        identity.close();
    }

    @Test
    void aKeyOfAResourceHasAFieldOfItsOwnAndThatOfAServerHasNone() {
        assertThat(signed(RESOURCE, "k", APPLICATION)).isEqualTo(Headers.of("api-key", "k"));
        assertThat(signed("https://m.eastus2.models.ai.azure.com", "k", APPLICATION))
                .isEqualTo(Headers.of("authorization", "Bearer k"));
        assertThat(identity.requests()).isEmpty();
    }

    @Test
    void aTokenThatIsGivenIsTaken() {
        assertThat(signed(RESOURCE, null, Map.of("azure_ad_token", "given")))
                .isEqualTo(Headers.of("authorization", "Bearer given"));
    }

    @Test
    void anApplicationLogsInOnce() {
        identity.trustSecret("s&cret");
        Map<String, String> settings = with(APPLICATION, "azure_authority_host", identity.baseUrl());

        assertThat(signed(RESOURCE, " ", settings)).isEqualTo(Headers.of("authorization", "Bearer token-1"));
        assertThat(signed(RESOURCE, null, settings)).isEqualTo(Headers.of("authorization", "Bearer token-1"));
        assertThat(identity.requests()).hasSize(1);
    }

    @Test
    void aMachineLogsInWhereItMay() {
        Map<String, String> machine = Map.of("AZURE_POD_IDENTITY_AUTHORITY_HOST", identity.baseUrl());

        assertThat(signed(RESOURCE, null, with(machine, AmbientLogin.SWITCH, "true")))
                .isEqualTo(Headers.of("authorization", "Bearer token-1"));
        assertThatExceptionOfType(AuthenticationException.class)
                .isThrownBy(() -> signed(RESOURCE, null, machine))
                .withMessageContaining("AZURE_AI_API_KEY")
                .withMessageContaining(AmbientLogin.SWITCH)
                .satisfies(refused -> assertThat(refused.detail().provider()).isEqualTo("azure_ai"));
    }

    @ParameterizedTest
    @CsvSource({
        "https://r.services.ai.azure.com, https://cognitiveservices.azure.com/.default",
        "https://r.services.ai.azure.us, https://cognitiveservices.azure.us/.default",
        "https://m.eastus2.models.ai.azure.com, https://ml.azure.com/.default",
        "https://m.eastus2.inference.ml.azure.com/score, https://ml.azure.com/.default"
    })
    void aTokenIsGoodForWhatIsAsked(String base, String scope) {
        EntraLogin login = Objects.requireNonNull(EntraLogin.of(target(base, null, APPLICATION), null));

        assertThat(login.form()).containsEntry("scope", scope);
    }

    @Test
    void secretsAreNotShown() {
        EntraLogin login = Objects.requireNonNull(EntraLogin.of(target(RESOURCE, null, APPLICATION), null));

        assertThat(login.toString() + login.id()).doesNotContain("s&cret", "s%26cret");
    }

    private static Map<String, String> with(Map<String, String> settings, String key, String value) {
        Map<String, String> all = new HashMap<>(settings);
        all.put(key, value);
        return all;
    }

    private Headers signed(String base, @Nullable String key, Map<String, String> settings) {
        Provider foundry = Objects.requireNonNull(Providers.builtIn().find("azure_ai"));
        UpstreamRequest request =
                new UpstreamRequest("POST", new Origin(true, "host", 443), "/", Headers.EMPTY, Body.EMPTY);
        return foundry.credentials()
                .sign(request, target(base, key, settings), tokens)
                .headers();
    }

    private static Target target(String base, @Nullable String key, Map<String, String> settings) {
        return new Target("m", base, key, null, settings, ModelTraits.unknown("m"));
    }
}
