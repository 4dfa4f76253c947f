package dev.dragoman.testkit;

import dev.dragoman.testkit.vault.VaultServer;
import dev.dragoman.testkit.wire.RecordedRequest;
import dev.dragoman.testkit.wire.Reply;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Azure Key Vault, with Entra ID and the metadata server of a machine at the same address. Thread-safe.
 *
 * @see <a href="https://learn.microsoft.com/rest/api/keyvault/secrets/operation-groups">Azure Key Vault: Secrets</a>
 */
public final class FakeKeyVault implements AutoCloseable {

    private static final String TOKEN = "token-for-the-vault";
    private static final String SCOPE = "scope=https%3A%2F%2Fvault.azure.net%2F.default";

    private final VaultServer server = new VaultServer(this::handle);
    private final Set<String> recoverable = ConcurrentHashMap.newKeySet();

    private FakeKeyVault() {}

    /** Starts on a free port of 127.0.0.1. */
    public static FakeKeyVault start() {
        return new FakeKeyVault();
    }

    /** Its server: address, secrets and requests. */
    public VaultServer server() {
        return server;
    }

    private Reply handle(RecordedRequest request) {
        String path = request.path();
        if (path.equals("/tenant-1/oauth2/v2.0/token")) {
            return entra(request.text());
        }
        if (path.equals("/metadata/identity/oauth2/token")) {
            boolean right = request.header("metadata").orElse("").equals("true")
                    && "https://vault.azure.net".equals(request.query().get("resource"));
            return right ? token() : error(400, "invalid_request", "no such resource");
        }
        if (!request.header("authorization").orElse("").equals("Bearer " + TOKEN)) {
            return error(401, "Unauthorized", "AKV10000: Request is missing a Bearer or PoP token.");
        }
        if (!"7.4".equals(request.query().get("api-version"))) {
            return error(400, "BadParameter", "api-version must be specified");
        }
        return path.startsWith("/secrets/")
                ? secret(request, path.substring("/secrets/".length()))
                : recovered(request, path);
    }

    private static Reply entra(String form) {
        boolean known = form.contains("grant_type=client_credentials")
                && form.contains("client_id=client-1")
                && form.contains(SCOPE)
                && (form.contains("client_secret=entra-secret") || form.contains("client_assertion=workload-token"));
        return known ? token() : error(401, "invalid_client", "AADSTS7000215: Invalid client secret provided.");
    }

    private static Reply token() {
        return VaultServer.json(
                200,
                VaultServer.object()
                        .put("token_type", "Bearer")
                        .put("expires_in", "3599")
                        .put("access_token", TOKEN));
    }

    private Reply secret(RecordedRequest request, String name) {
        if (!name.matches("[0-9a-zA-Z-]{1,127}")) {
            return error(400, "BadParameter", "The request URI contains an invalid name: " + name);
        }
        return switch (request.method()) {
            case "GET" -> read(name);
            case "PUT" -> written(name, VaultServer.body(request));
            case "DELETE" -> deleted(name);
            default -> error(405, "MethodNotAllowed", "");
        };
    }

    private Reply read(String name) {
        String secret = server.secrets().get(name);
        return secret == null
                ? absent(name)
                : VaultServer.json(200, VaultServer.object().put("value", secret));
    }

    private Reply written(String name, @Nullable JsonNode body) {
        if (body == null || !VaultServer.has(body, List.of("value"), List.of("tags", "contentType", "attributes"))) {
            return error(400, "BadParameter", "Property has invalid value");
        }
        if (recoverable.contains(name)) {
            return error(409, "Conflict", "Secret is currently in a deleted but recoverable state");
        }
        server.secrets().put(name, body.path("value").asString(""));
        return VaultServer.json(
                200, VaultServer.object().put("value", body.path("value").asString("")));
    }

    private Reply deleted(String name) {
        if (server.secrets().remove(name) == null) {
            return absent(name);
        }
        recoverable.add(name);
        return VaultServer.json(200, VaultServer.object().put("recoveryId", name));
    }

    private Reply recovered(RecordedRequest request, String path) {
        String name = path.startsWith("/deletedsecrets/") && path.endsWith("/recover")
                ? path.substring("/deletedsecrets/".length(), path.length() - "/recover".length())
                : "";
        return request.method().equals("POST") && recoverable.remove(name)
                ? VaultServer.json(200, VaultServer.object())
                : absent(name);
    }

    private static Reply absent(String name) {
        return error(404, "SecretNotFound", "A secret with (name/id) " + name + " was not found in this key vault.");
    }

    private static Reply error(int status, String code, String message) {
        var body = VaultServer.object();
        body.putObject("error").put("code", code).put("message", message);
        return VaultServer.json(status, body);
    }

    @Override
    public void close() {
        server.close();
    }
}
