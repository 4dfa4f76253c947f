package dev.dragoman.testkit;

import dev.dragoman.testkit.vault.VaultServer;
import dev.dragoman.testkit.wire.RecordedRequest;
import dev.dragoman.testkit.wire.Reply;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Google Secret Manager of one project, Google Cloud KMS with one key, and the metadata server of a machine, at one address. Tokens are those that
 * {@link FakeVertex} gives. Thread-safe.
 *
 * @see <a href="https://cloud.google.com/secret-manager/docs/reference/rest">Secret Manager API</a>
 */
public final class FakeGoogleSecrets implements AutoCloseable {

    /** The key of the key management service. */
    public static final String KEY = "projects/project-1/locations/global/keyRings/ring/cryptoKeys/key";

    private static final String SECRETS = "/v1/projects/project-1/secrets";
    private static final String IDENTITY = "/computeMetadata/v1/instance/service-accounts/default/identity";
    private static final String SEAL = "ciphertext of the fake cloud key management service: ";

    private final VaultServer server = new VaultServer(this::handle);
    private final Set<String> made = ConcurrentHashMap.newKeySet();

    private FakeGoogleSecrets() {}

    /** Starts on a free port of 127.0.0.1. */
    public static FakeGoogleSecrets start() {
        return new FakeGoogleSecrets();
    }

    /** Its server: address, secrets and requests. */
    public VaultServer server() {
        return server;
    }

    /** Ciphertext that this service opens. */
    public static String encrypted(String text) {
        return base64(SEAL + text);
    }

    private Reply handle(RecordedRequest request) {
        if (request.path().equals(IDENTITY)) {
            return request.header("metadata-flavor").orElse("").equals("Google")
                    ? Reply.text(
                            200, "text/html", "identity for " + request.query().get("audience"))
                    : error(403, "PERMISSION_DENIED", "Missing required header: Metadata-Flavor");
        }
        if (!request.header("authorization").orElse("").equals("Bearer ya29.fake")) {
            return error(401, "UNAUTHENTICATED", "Request had invalid authentication credentials.");
        }
        if (request.path().equals("/v1/" + KEY + ":decrypt")) {
            return decrypted(VaultServer.body(request));
        }
        return request.path().startsWith(SECRETS)
                ? secret(request, request.path().substring(SECRETS.length()))
                : error(403, "PERMISSION_DENIED", "Permission denied on resource project.");
    }

    private Reply secret(RecordedRequest request, String rest) {
        if (request.method().equals("POST") && rest.isEmpty()) {
            return created(request);
        }
        if (request.method().equals("POST") && rest.endsWith(":addVersion")) {
            return added(rest.substring(1, rest.length() - ":addVersion".length()), VaultServer.body(request));
        }
        if (request.method().equals("GET") && rest.endsWith("/versions/latest:access")) {
            return read(rest.substring(1, rest.length() - "/versions/latest:access".length()));
        }
        if (request.method().equals("DELETE") && made.remove(rest.substring(1))) {
            server.secrets().remove(rest.substring(1));
            return VaultServer.json(200, VaultServer.object());
        }
        return error(404, "NOT_FOUND", "Secret [" + rest + "] not found.");
    }

    private Reply created(RecordedRequest request) {
        String name = request.query().getOrDefault("secretId", "");
        JsonNode body = VaultServer.body(request);
        if (body == null || !body.path("replication").isObject() || !name.matches("[A-Za-z0-9_-]{1,255}")) {
            return error(400, "INVALID_ARGUMENT", "The request was invalid");
        }
        return made.add(name)
                ? VaultServer.json(200, VaultServer.object().put("name", name))
                : error(409, "ALREADY_EXISTS", "Secret [" + name + "] already exists.");
    }

    private Reply added(String name, @Nullable JsonNode body) {
        if (!made.contains(name)) {
            return error(404, "NOT_FOUND", "Secret [" + name + "] not found.");
        }
        String data = body == null ? "" : body.path("payload").path("data").asString("");
        server.secrets().put(name, new String(Base64.getDecoder().decode(data), StandardCharsets.UTF_8));
        return VaultServer.json(200, VaultServer.object().put("name", name + "/versions/1"));
    }

    private Reply read(String name) {
        String secret = server.secrets().get(name);
        if (secret == null) {
            return error(404, "NOT_FOUND", "Secret [" + name + "] not found or has no versions.");
        }
        var body = VaultServer.object();
        body.putObject("payload").put("data", base64(secret));
        return VaultServer.json(200, body);
    }

    private static Reply decrypted(@Nullable JsonNode body) {
        String blob = body == null ? "" : body.path("ciphertext").asString("");
        String text = new String(Base64.getDecoder().decode(blob), StandardCharsets.UTF_8);
        return text.startsWith(SEAL)
                ? VaultServer.json(200, VaultServer.object().put("plaintext", base64(text.substring(SEAL.length()))))
                : error(400, "INVALID_ARGUMENT", "Decryption failed: the ciphertext is invalid.");
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Reply error(int status, String code, String message) {
        var body = VaultServer.object();
        body.putObject("error").put("code", status).put("status", code).put("message", message);
        return VaultServer.json(status, body);
    }

    @Override
    public void close() {
        server.close();
    }
}
