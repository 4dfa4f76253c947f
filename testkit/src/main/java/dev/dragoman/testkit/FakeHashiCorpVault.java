package dev.dragoman.testkit;

import dev.dragoman.testkit.vault.VaultServer;
import dev.dragoman.testkit.wire.RecordedRequest;
import dev.dragoman.testkit.wire.Reply;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * HashiCorp Vault with a key-value engine of version 2 at {@code secret}, and logins. Secrets are kept by their path behind
 * {@code data/}, with the namespace before it where there is one. Thread-safe.
 *
 * @see <a href="https://developer.hashicorp.com/vault/api-docs/secret/kv/kv-v2">Vault: KV secrets engine, version 2</a>
 */
public final class FakeHashiCorpVault implements AutoCloseable {

    /** The token that needs no login. */
    public static final String ROOT = "hvs.root";

    private static final Set<String> MOUNTS = Set.of("secret", "team-kv");

    private final Set<String> tokens = ConcurrentHashMap.newKeySet();
    private final AtomicInteger logins = new AtomicInteger();
    private final Map<String, String> fields = new ConcurrentHashMap<>();
    private final VaultServer server = new VaultServer(this::handle);
    private volatile int lease = 3600;
    private volatile boolean renewable = true;

    private FakeHashiCorpVault() {
        tokens.add(ROOT);
    }

    /** Starts on a free port of 127.0.0.1. */
    public static FakeHashiCorpVault start() {
        return new FakeHashiCorpVault();
    }

    /** Its server: address, secrets and requests. */
    public VaultServer server() {
        return server;
    }

    /** Keeps a secret under this field from now on; {@code key} where nothing is said. */
    public void field(String name, String field) {
        fields.put(name, field);
    }

    /** How long tokens of logins live from now on, and whether they can be renewed. */
    public void lease(int seconds, boolean canBeRenewed) {
        lease = seconds;
        renewable = canBeRenewed;
    }

    /** A ready token that lives as long as those of logins. */
    public String token() {
        String token = "hvs.given";
        tokens.add(token);
        return token;
    }

    /** Takes no token any more that was given out before. */
    public void revokeAll() {
        tokens.removeIf(token -> !token.equals(ROOT));
    }

    /** How many logins there were. */
    public int logins() {
        return logins.get();
    }

    private Reply handle(RecordedRequest request) {
        String path = request.path();
        if (!path.startsWith("/v1/")) {
            return error(404, null);
        }
        if (path.startsWith("/v1/auth/") && path.endsWith("/login")) {
            return login(request, path.substring("/v1/auth/".length(), path.length() - "/login".length()));
        }
        String token = request.header("x-vault-token").orElse("");
        if (!tokens.contains(token)) {
            return error(403, token.isEmpty() ? "missing client token" : "permission denied");
        }
        return switch (path) {
            case "/v1/auth/token/renew-self" -> renewed(request, token);
            case "/v1/auth/token/lookup-self" -> lookedUp(token);
            default -> keyValue(request, path.substring("/v1/".length()));
        };
    }

    private Reply login(RecordedRequest request, String mount) {
        JsonNode body = VaultServer.body(request);
        boolean known = body != null
                && request.method().equals("POST")
                && switch (mount) {
                    case "approle" ->
                        body.path("role_id").asString("").equals("role-1")
                                && body.path("secret_id").asString("").equals("secret-1");
                    case "kubernetes", "jwt" ->
                        body.path("role").asString("").equals("gateway")
                                && body.path("jwt").asString("").equals("jwt-of-the-workload");
                    default -> false;
                };
        if (!known) {
            return error(400, "invalid role or secret ID");
        }
        String token = "hvs.login-" + logins.incrementAndGet();
        tokens.add(token);
        return granted(token);
    }

    private Reply renewed(RecordedRequest request, String token) {
        return request.method().equals("POST") && renewable ? granted(token) : error(400, "lease is not renewable");
    }

    private Reply granted(String token) {
        ObjectNode answer = VaultServer.object();
        answer.putObject("auth")
                .put("client_token", token)
                .put("lease_duration", lease)
                .put("renewable", renewable);
        return VaultServer.json(200, answer);
    }

    private Reply lookedUp(String token) {
        ObjectNode answer = VaultServer.object();
        boolean root = token.equals(ROOT);
        answer.putObject("data").put("ttl", root ? 0 : lease).put("renewable", !root && renewable);
        return VaultServer.json(200, answer);
    }

    private Reply keyValue(RecordedRequest request, String path) {
        String[] parts = path.split("/", -1);
        int at = MOUNTS.contains(parts[0]) ? 0 : 1;
        if (parts.length < at + 3 || !MOUNTS.contains(parts[at])) {
            return error(404, "no handler for route \"" + path + "\"");
        }
        String before = String.join("/", List.of(parts).subList(0, at + 1)) + "/";
        String name = VaultServer.decoded(path.substring(before.length() + parts[at + 1].length() + 1));
        String kept = before.equals("secret/") ? name : before + name;
        return switch (parts[at + 1]) {
            case "data" -> data(request, kept);
            case "metadata" -> metadata(request);
            default -> error(404, "unsupported path");
        };
    }

    private Reply data(RecordedRequest request, String name) {
        return switch (request.method()) {
            case "GET" -> read(name);
            case "POST", "PUT" -> written(request, name);
            case "DELETE" -> {
                server.secrets().remove(name);
                yield Reply.whole(204, List.of(), new byte[0]);
            }
            default -> error(405, "unsupported operation");
        };
    }

    private Reply read(String name) {
        String secret = server.secrets().get(name);
        if (secret == null) {
            return error(404, null);
        }
        ObjectNode answer = VaultServer.object();
        ObjectNode data = answer.putObject("data");
        data.putObject("data").put(fields.getOrDefault(name, "key"), secret);
        data.putObject("metadata").put("version", 1);
        return VaultServer.json(200, answer);
    }

    private Reply written(RecordedRequest request, String name) {
        JsonNode body = VaultServer.body(request);
        JsonNode data = body == null ? null : body.get("data");
        if (body == null
                || data == null
                || !data.isObject()
                || !VaultServer.has(body, List.of("data"), List.of("options"))) {
            return error(400, "no data provided");
        }
        data.properties().forEach(field -> {
            if (!field.getKey().equals("description")) {
                fields.put(name, field.getKey());
                server.secrets().put(name, field.getValue().asString(""));
            }
        });
        ObjectNode answer = VaultServer.object();
        answer.putObject("data").put("version", 1);
        return VaultServer.json(200, answer);
    }

    private static Reply metadata(RecordedRequest request) {
        JsonNode body = VaultServer.body(request);
        return body == null
                        || !request.method().equals("POST")
                        || !body.path("custom_metadata").isObject()
                ? error(400, "invalid metadata")
                : Reply.whole(204, List.of(), new byte[0]);
    }

    private static Reply error(int status, @Nullable String message) {
        ObjectNode answer = VaultServer.object();
        var errors = answer.putArray("errors");
        if (message != null) {
            errors.add(message);
        }
        return VaultServer.json(status, answer);
    }

    @Override
    public void close() {
        server.close();
    }
}
