package dev.dragoman.provider.entra;

import dev.dragoman.error.AuthenticationException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.http.Upstream;
import dev.dragoman.provider.Target;
import dev.dragoman.provider.Tokens;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * A login without a secret of one's own, by what surrounds the gateway: a workload's token that Entra ID trusts, else the identity
 * of the machine. The choice is that of Azure's own libraries.
 *
 * @see <a href="https://learn.microsoft.com/dotnet/azure/sdk/authentication/credential-chains">Microsoft: Credential chains</a>
 */
sealed interface AmbientLogin permits WorkloadLogin, MachineLogin {

    /** The setting that allows it. */
    String SWITCH = "enable_azure_ad_token_refresh";

    /** The variable that names one kind of login, as a class of Azure's libraries. */
    String KIND = "AZURE_CREDENTIAL";

    /**
     * The login that the settings allow; null when they allow none.
     *
     * @throws AuthenticationException when they name a kind that is not there
     */
    static @Nullable AmbientLogin of(Target target) {
        if (!"true".equals(target.setting(SWITCH))) {
            return null;
        }
        String kind = target.setting(KIND);
        WorkloadLogin workload = WorkloadLogin.of(target);
        return switch (kind == null || kind.isBlank() ? "DefaultAzureCredential" : kind.strip()) {
            case "DefaultAzureCredential" -> workload == null ? MachineLogin.of(target) : workload;
            case "ManagedIdentityCredential" -> MachineLogin.of(target);
            case "WorkloadIdentityCredential" -> required(workload, target);
            case "ClientSecretCredential", "EnvironmentCredential", "UsernamePasswordCredential" -> null;
            default ->
                throw refused(
                        KIND + ": \"" + kind + "\" (expected: DefaultAzureCredential, ManagedIdentityCredential,"
                                + " WorkloadIdentityCredential or ClientSecretCredential)",
                        target);
        };
    }

    private static WorkloadLogin required(@Nullable WorkloadLogin workload, Target target) {
        if (workload == null) {
            throw refused(
                    KIND + " asks for a workload's identity (expected: AZURE_FEDERATED_TOKEN_FILE, AZURE_CLIENT_ID and"
                            + " AZURE_TENANT_ID as well)",
                    target);
        }
        return workload;
    }

    private static AuthenticationException refused(String message, Target target) {
        return new AuthenticationException(ErrorDetail.of(message).at("azure", target.model()));
    }

    /** What tells this login from all others. */
    String id();

    /** Fetches a token. */
    Tokens.Token fetch(Upstream upstream, InstantSource clock);
}
