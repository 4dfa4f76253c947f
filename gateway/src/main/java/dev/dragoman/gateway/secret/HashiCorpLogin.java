package dev.dragoman.gateway.secret;

import dev.dragoman.http.Headers;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A way to get a token of HashiCorp Vault.
 *
 * @param mount where the method of login is
 * @param form what it is told, as far as it stays the same
 * @param tokenFile the file with what proves who asks, read anew for each login; null when the form says it all
 */
record HashiCorpLogin(
        String mount, Map<String, String> form, @Nullable String tokenFile) {

    private static final String SERVICE_ACCOUNT = "/var/run/secrets/kubernetes.io/serviceaccount/token";

    /** The login that the environment describes; null when it has a ready token. */
    static @Nullable HashiCorpLogin of(VaultWorld world) {
        String role = world.variable("HCP_VAULT_APPROLE_ROLE_ID");
        String secret = world.variable("HCP_VAULT_APPROLE_SECRET_ID");
        if (role != null && secret != null) {
            return new HashiCorpLogin(
                    world.variable("HCP_VAULT_APPROLE_MOUNT_PATH", "approle"),
                    Map.of("role_id", role, "secret_id", secret),
                    null);
        }
        String certificate = world.variable("HCP_VAULT_CLIENT_CERT");
        if (certificate != null && world.variable("HCP_VAULT_CLIENT_KEY") != null) {
            String named = world.variable("HCP_VAULT_CERT_ROLE");
            return new HashiCorpLogin("cert", named == null ? Map.of() : Map.of("name", named), null);
        }
        HashiCorpLogin kubernetes = withFile("KUBERNETES", "kubernetes", SERVICE_ACCOUNT, world);
        return kubernetes == null ? jwt(world) : kubernetes;
    }

    private static @Nullable HashiCorpLogin jwt(VaultWorld world) {
        String token = world.variable("HCP_VAULT_JWT");
        String role = world.variable("HCP_VAULT_JWT_ROLE");
        if (token != null && role != null) {
            return new HashiCorpLogin(
                    world.variable("HCP_VAULT_JWT_MOUNT_PATH", "jwt"), Map.of("role", role, "jwt", token), null);
        }
        return withFile("JWT", "jwt", null, world);
    }

    private static @Nullable HashiCorpLogin withFile(
            String kind, String mount, @Nullable String usual, VaultWorld world) {
        String role = world.variable("HCP_VAULT_" + kind + "_ROLE");
        if (role == null) {
            return null;
        }
        String variable = "HCP_VAULT_" + kind + "_TOKEN_FILE";
        String file = world.variable(variable);
        String chosen = file == null ? usual : file;
        if (chosen == null) {
            throw new IllegalArgumentException(variable + ": not set (expected: the file of the token)");
        }
        return new HashiCorpLogin(
                world.variable("HCP_VAULT_" + kind + "_MOUNT_PATH", mount), Map.of("role", role), chosen);
    }

    /** Logs in; the answer's {@code auth}. */
    JsonObject at(VaultServer server, Headers headers) {
        JsonObject.Builder body = JsonObject.builder();
        form.forEach(body::put);
        if (tokenFile != null) {
            body.put("jwt", proof(tokenFile));
        }
        VaultAnswer answer = server.ask(
                "POST",
                "/v1/auth/" + mount + "/login",
                headers.toBuilder().set("content-type", "application/json").build(),
                Json.bytes(body.build()));
        JsonObject auth = HashiCorpVault.good(answer).json().object("auth");
        if (auth == null || auth.string("client_token") == null) {
            throw new VaultException(server + ": the login at " + mount + " gave no token", false, null);
        }
        return auth;
    }

    private static String proof(String file) {
        try {
            return Files.readString(Path.of(file)).strip();
        } catch (IOException | InvalidPathException unreadable) {
            throw new VaultException(file + " cannot be read (expected: a token to log in with)", false, unreadable);
        }
    }

    /** No secret in here. */
    @Override
    public String toString() {
        return mount;
    }
}
