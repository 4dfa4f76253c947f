package dev.dragoman.provider.entra;

import dev.dragoman.error.AuthenticationException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.http.Upstream;
import dev.dragoman.provider.Target;
import dev.dragoman.provider.Tokens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * A workload that Entra ID trusts because of a token of its own cluster. The token lies in a file that is read anew for each login,
 * since whoever puts it there renews it.
 *
 * @see <a href="https://azure.github.io/azure-workload-identity/docs/">Microsoft Entra Workload ID</a>
 */
record WorkloadLogin(String file, Target target) implements AmbientLogin {

    private static final String FILE = "AZURE_FEDERATED_TOKEN_FILE";

    /** The workload's login; null when nothing tells of a workload. */
    static @Nullable WorkloadLogin of(Target target) {
        String file = target.setting(FILE);
        boolean told = target.setting("client_id") != null && target.setting("tenant_id") != null;
        return file == null || !told ? null : new WorkloadLogin(file, target);
    }

    @Override
    public String id() {
        return "workload " + file + " " + target.setting("tenant_id") + " " + target.setting("client_id") + " "
                + target.setting("azure_authority_host") + " " + EntraLogin.scope(target);
    }

    @Override
    public Tokens.Token fetch(Upstream upstream, InstantSource clock) {
        EntraLogin login = EntraLogin.of(target, token());
        if (login == null) {
            throw new IllegalStateException("client and tenant are there");
        }
        return login.fetch(upstream, clock);
    }

    private String token() {
        try {
            String token = Files.readString(Path.of(file)).strip();
            if (token.isEmpty()) {
                throw missing("is empty", null);
            }
            return token;
        } catch (IOException | InvalidPathException unreadable) {
            throw missing("cannot be read", unreadable);
        }
    }

    private AuthenticationException missing(String what, @Nullable Exception cause) {
        return new AuthenticationException(
                ErrorDetail.of(FILE + ": " + file + " " + what + " (expected: the workload's token)")
                        .at("azure", target.model()),
                401,
                cause);
    }

    /** No secret in here. */
    @Override
    public String toString() {
        return "workload " + file;
    }
}
