package dev.dragoman.provider.entra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.dragoman.dialect.openai.OpenAiDialect;
import dev.dragoman.error.ApiConnectionException;
import dev.dragoman.error.AuthenticationException;
import dev.dragoman.error.LlmException;
import dev.dragoman.http.Body;
import dev.dragoman.http.Headers;
import dev.dragoman.http.JdkUpstream;
import dev.dragoman.http.Origin;
import dev.dragoman.http.UpstreamRequest;
import dev.dragoman.model.ModelTraits;
import dev.dragoman.provider.Provider;
import dev.dragoman.provider.Target;
import dev.dragoman.provider.Tokens;
import dev.dragoman.provider.azure.AzureProvider;
import dev.dragoman.testkit.FakeAzureIdentity;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Logins without a secret of one's own, at identity servers on real sockets. */
final class AmbientLoginTest {

    private static final Provider AZURE = AzureProvider.speaking(new OpenAiDialect());

    private final FakeAzureIdentity identity = FakeAzureIdentity.start();
    private final JdkUpstream network = new JdkUpstream();
    private Instant now = Instant.now();
    private final Tokens tokens = new Tokens(network, () -> now);

    @TempDir
    private Path folder;

    @AfterEach
    void stop() {
        network.close();
        identity.close();
    }

    @Test
    void aMachineLogsInByItsMetadataServer() {
        assertThat(sign(machine())).isEqualTo(Headers.of("authorization", "Bearer token-1"));
        assertThat(identity.requests().getFirst().path()).isEqualTo("/metadata/identity/oauth2/token");
        assertThat(identity.requests().getFirst().query()).doesNotContainKey("client_id");
    }

    @Test
    void aMachinesTokenIsKeptUntilItIsAboutToExpire() {
        sign(machine());
        now = now.plus(Duration.ofHours(23));
        sign(machine());
        assertThat(identity.requests()).hasSize(1);

        now = now.plus(Duration.ofMinutes(59));

        assertThat(sign(machine())).isEqualTo(Headers.of("authorization", "Bearer token-2"));
    }

    @Test
    void oneOfSeveralIdentitiesOfAMachineIsAskedFor() {
        sign(with(machine(), "client_id", "client-1"));

        assertThat(identity.requests().getFirst().query()).containsEntry("client_id", "client-1");
    }

    @Test
    void anAppServiceLogsInByItsOwnServer() {
        Map<String, String> settings =
                Map.of("IDENTITY_ENDPOINT", identity.serviceUrl(), "IDENTITY_HEADER", FakeAzureIdentity.HEADER);

        assertThat(sign(settings)).isEqualTo(Headers.of("authorization", "Bearer token-1"));
        now = now.plus(Duration.ofHours(25));
        assertThat(sign(settings)).isEqualTo(Headers.of("authorization", "Bearer token-2"));
    }

    @Test
    void aWorkloadLogsInWithTheTokenOfItsFile() throws IOException {
        assertThat(sign(workload("workload-token\n"))).isEqualTo(Headers.of("authorization", "Bearer token-1"));
        assertThat(identity.requests().getFirst().path()).isEqualTo("/tenant-1/oauth2/v2.0/token");
    }

    @Test
    void aWorkloadsFileIsReadAgainForTheNextLogin() throws IOException {
        Map<String, String> settings = workload("workload-token");
        sign(settings);
        now = now.plus(Duration.ofHours(25));
        identity.trust("renewed");
        workload("renewed");

        assertThat(sign(settings)).isEqualTo(Headers.of("authorization", "Bearer token-2"));
    }

    @Test
    void aWorkloadGoesBeforeAMachineUnlessTheMachineIsNamed() throws IOException {
        Map<String, String> both = new HashMap<>(workload("workload-token"));
        both.putAll(machine());

        sign(both);
        sign(with(both, "AZURE_CREDENTIAL", "ManagedIdentityCredential"));

        assertThat(identity.requests())
                .extracting(request -> request.path())
                .containsExactly("/tenant-1/oauth2/v2.0/token", "/metadata/identity/oauth2/token");
    }

    @Test
    void aKeyATokenAndAnApplicationGoBefore() {
        Map<String, String> all = with(machine(), AmbientLogin.SWITCH, "true");

        Headers key = sign(target("k", all));
        Headers token = sign(target(null, with(all, "azure_ad_token", "t")));

        assertThat(key).isEqualTo(Headers.of("api-key", "k"));
        assertThat(token).isEqualTo(Headers.of("authorization", "Bearer t"));
        assertThat(identity.requests()).isEmpty();
    }

    @Test
    void nothingIsAskedUnlessItIsAllowed() {
        assertThatExceptionOfType(AuthenticationException.class)
                .isThrownBy(() -> sign(target(null, machine())))
                .withMessageContaining(AmbientLogin.SWITCH);
        assertThat(identity.requests()).isEmpty();
    }

    @Test
    void aMachineWithoutThatIdentitySaysSo() {
        assertThatExceptionOfType(AuthenticationException.class)
                .isThrownBy(() -> sign(with(machine(), "client_id", "other")))
                .withMessageContaining("Identity not found")
                .withMessageContaining("400");
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 410, 429, 500, 503})
    void aMachineThatIsBusyMayBeAskedAgain(int status) {
        identity.refuse(status, "busy", "later");

        assertThatExceptionOfType(ApiConnectionException.class)
                .isThrownBy(() -> sign(machine()))
                .withMessageContaining("later")
                .matches(LlmException::retryable);
    }

    @Test
    void whereNoMachineAnswersItIsSaidWhatToSet() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        Map<String, String> nobody = Map.of("AZURE_POD_IDENTITY_AUTHORITY_HOST", "http://127.0.0.1:" + free);

        assertThatExceptionOfType(AuthenticationException.class)
                .isThrownBy(() -> sign(nobody))
                .withMessageContaining("AZURE_API_KEY");
    }

    @Test
    void aRefusedWorkloadIsToldEntrasReasonAndNotItsToken() throws IOException {
        Map<String, String> settings = workload("stranger");

        assertThatExceptionOfType(AuthenticationException.class)
                .isThrownBy(() -> sign(settings))
                .withMessageContaining("AADSTS700211")
                .withMessageNotContaining("stranger");
    }

    @Test
    void aWorkloadsFileThatIsMissingOrEmptyIsNamed() throws IOException {
        Map<String, String> settings = workload(" ");
        assertThatExceptionOfType(AuthenticationException.class)
                .isThrownBy(() -> sign(settings))
                .withMessageContaining("AZURE_FEDERATED_TOKEN_FILE")
                .withMessageContaining("is empty");

        assertThatExceptionOfType(AuthenticationException.class)
                .isThrownBy(() -> sign(with(settings, "AZURE_FEDERATED_TOKEN_FILE", "/nowhere/token")))
                .withMessageContaining("/nowhere/token cannot be read");
    }

    @ParameterizedTest
    @ValueSource(strings = {"AzureCliCredential", "WorkloadIdentityCredential"})
    void aKindThatIsNotThereIsNamed(String kind) {
        assertThatExceptionOfType(AuthenticationException.class)
                .isThrownBy(() -> sign(with(machine(), "AZURE_CREDENTIAL", kind)))
                .withMessageContaining("AZURE_CREDENTIAL");
    }

    @Test
    void secretsAreNotShown() throws IOException {
        MachineLogin machine =
                MachineLogin.of(target(null, Map.of("IDENTITY_ENDPOINT", "http://h", "IDENTITY_HEADER", "s3cret")));
        WorkloadLogin workload = WorkloadLogin.of(target(null, with(workload("s3cret"), "client_secret", "s3cret")));

        assertThat(machine + machine.id() + workload + (workload == null ? "" : workload.id()))
                .doesNotContain("s3cret")
                .contains("workload");
    }

    private Map<String, String> machine() {
        return Map.of("AZURE_POD_IDENTITY_AUTHORITY_HOST", identity.baseUrl());
    }

    private Map<String, String> workload(String token) throws IOException {
        Path file = folder.resolve("token");
        Files.writeString(file, token);
        return Map.of(
                "AZURE_FEDERATED_TOKEN_FILE",
                file.toString(),
                "client_id",
                "client-1",
                "tenant_id",
                "tenant-1",
                "azure_authority_host",
                identity.baseUrl());
    }

    private static Map<String, String> with(Map<String, String> settings, String key, String value) {
        Map<String, String> all = new HashMap<>(settings);
        all.put(key, value);
        return all;
    }

    /** With what is allowed. */
    private Headers sign(Map<String, String> settings) {
        return sign(target(null, with(settings, AmbientLogin.SWITCH, "true")));
    }

    private Headers sign(Target target) {
        UpstreamRequest request =
                new UpstreamRequest("POST", new Origin(true, "host", 443), "/", Headers.EMPTY, Body.EMPTY);
        return AZURE.credentials().sign(request, target, tokens).headers();
    }

    private static Target target(@Nullable String key, Map<String, String> settings) {
        return new Target("d", "https://r.openai.azure.com", key, null, settings, ModelTraits.unknown("d"));
    }
}
