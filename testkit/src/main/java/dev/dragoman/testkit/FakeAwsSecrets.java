package dev.dragoman.testkit;

import dev.dragoman.testkit.bedrock.BedrockRefusal;
import dev.dragoman.testkit.bedrock.Signatures;
import dev.dragoman.testkit.vault.VaultServer;
import dev.dragoman.testkit.wire.RecordedRequest;
import dev.dragoman.testkit.wire.Reply;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * AWS Secrets Manager and AWS KMS at one address. It takes requests that are signed with the fake key pair only, and checks every
 * body. Thread-safe.
 *
 * @see <a href="https://docs.aws.amazon.com/secretsmanager/latest/apireference/Welcome.html">AWS Secrets Manager API</a>
 * @see <a href="https://docs.aws.amazon.com/kms/latest/APIReference/API_Decrypt.html">AWS KMS: Decrypt</a>
 */
public final class FakeAwsSecrets implements AutoCloseable {

    private static final String SEAL = "ciphertext of the fake key management service: ";

    private final VaultServer server = new VaultServer(this::handle);
    private final Signatures secretsManager = new Signatures(InstantSource.system(), "secretsmanager", "");
    private final Signatures kms = new Signatures(InstantSource.system(), "kms", "");
    private final Set<String> deleted = ConcurrentHashMap.newKeySet();
    private final Map<String, JsonNode> creations = new ConcurrentHashMap<>();

    private FakeAwsSecrets() {}

    /** Starts on a free port of 127.0.0.1. */
    public static FakeAwsSecrets start() {
        return new FakeAwsSecrets();
    }

    /** Its server: address, secrets and requests. */
    public VaultServer server() {
        return server;
    }

    /** What a secret was created with, by name. */
    public Map<String, JsonNode> creations() {
        return creations;
    }

    /** Ciphertext that this service opens. */
    public static String encrypted(String text) {
        return Base64.getEncoder().encodeToString((SEAL + text).getBytes(StandardCharsets.UTF_8));
    }

    private Reply handle(RecordedRequest request) {
        try {
            String target = request.header("x-amz-target").orElse("");
            if (!request.method().equals("POST")
                    || !request.path().equals("/")
                    || !request.header("content-type").orElse("").equals("application/x-amz-json-1.1")) {
                return error("UnknownOperationException", "");
            }
            String authorization = request.header("authorization").orElse("");
            (target.startsWith("TrentService.") ? kms : secretsManager).require(request, authorization);
            JsonNode body = VaultServer.body(request);
            return body == null ? error("SerializationException", "") : answered(target, body);
        } catch (BedrockRefusal refused) {
            return refused.reply();
        }
    }

    private Reply answered(String target, JsonNode body) {
        return switch (target) {
            case "secretsmanager.GetSecretValue" -> read(body);
            case "secretsmanager.CreateSecret" -> created(body);
            case "secretsmanager.PutSecretValue" -> changed(body);
            case "secretsmanager.DeleteSecret" -> deleted(body);
            case "secretsmanager.RestoreSecret" -> restored(body);
            case "TrentService.Decrypt" -> decrypted(body);
            default -> error("UnknownOperationException", "");
        };
    }

    private Reply read(JsonNode body) {
        String name = body.path("SecretId").asString("");
        if (!VaultServer.has(body, List.of("SecretId"), List.of("VersionId", "VersionStage"))) {
            return error("InvalidParameterException", "unknown members");
        }
        if (deleted.contains(name)) {
            return error("InvalidRequestException", "the secret was marked for deletion");
        }
        String secret = server.secrets().get(name);
        return secret == null
                ? error("ResourceNotFoundException", "Secrets Manager can't find the specified secret.")
                : VaultServer.json(200, VaultServer.object().put("Name", name).put("SecretString", secret));
    }

    private Reply created(JsonNode body) {
        String name = body.path("Name").asString("");
        boolean fine = VaultServer.has(
                        body, List.of("Name", "SecretString", "ClientRequestToken"), List.of("Description", "Tags"))
                && body.path("ClientRequestToken").asString("").length() >= 32
                && (!body.has("Tags") || body.get("Tags").isArray());
        if (!fine || !name.matches("[A-Za-z0-9/_+=.@-]{1,512}")) {
            return error("InvalidParameterException", "Invalid name or members.");
        }
        if (deleted.contains(name)) {
            return error("InvalidRequestException", "a secret with this name is already scheduled for deletion");
        }
        if (server.secrets().putIfAbsent(name, body.path("SecretString").asString("")) != null) {
            return error("ResourceExistsException", "The operation failed because the secret already exists.");
        }
        creations.put(name, body);
        return VaultServer.json(200, VaultServer.object().put("Name", name));
    }

    private Reply changed(JsonNode body) {
        String name = body.path("SecretId").asString("");
        if (!VaultServer.has(body, List.of("SecretId", "SecretString", "ClientRequestToken"), List.of())) {
            return error("InvalidParameterException", "members are missing");
        }
        if (!server.secrets().containsKey(name)) {
            return error("ResourceNotFoundException", "Secrets Manager can't find the specified secret.");
        }
        if (deleted.contains(name)) {
            return error("InvalidRequestException", "the secret was marked for deletion");
        }
        server.secrets().put(name, body.path("SecretString").asString(""));
        return VaultServer.json(200, VaultServer.object().put("Name", name));
    }

    private Reply deleted(JsonNode body) {
        String name = body.path("SecretId").asString("");
        long days = body.path("RecoveryWindowInDays").asLong(0);
        if (!VaultServer.has(body, List.of("SecretId", "RecoveryWindowInDays"), List.of()) || days < 7 || days > 30) {
            return error("InvalidParameterException", "RecoveryWindowInDays must be between 7 and 30");
        }
        if (!server.secrets().containsKey(name) || !deleted.add(name)) {
            return error("ResourceNotFoundException", "Secrets Manager can't find the specified secret.");
        }
        return VaultServer.json(200, VaultServer.object().put("Name", name));
    }

    private Reply restored(JsonNode body) {
        String name = body.path("SecretId").asString("");
        return deleted.remove(name)
                ? VaultServer.json(200, VaultServer.object().put("Name", name))
                : error("ResourceNotFoundException", "Secrets Manager can't find the specified secret.");
    }

    /** Whether a secret waits for its end. */
    public boolean isDeleted(String name) {
        return deleted.contains(name);
    }

    private static Reply decrypted(JsonNode body) {
        String blob = body.path("CiphertextBlob").asString("");
        String text = new String(Base64.getDecoder().decode(blob), StandardCharsets.UTF_8);
        if (!text.startsWith(SEAL)) {
            return error("InvalidCiphertextException", "");
        }
        byte[] plain = text.substring(SEAL.length()).getBytes(StandardCharsets.UTF_8);
        return VaultServer.json(
                200, VaultServer.object().put("Plaintext", Base64.getEncoder().encodeToString(plain)));
    }

    private static Reply error(String type, String message) {
        ObjectNode body = VaultServer.object().put("__type", type).put("Message", message);
        return Reply.text(400, "application/x-amz-json-1.1", body.toString());
    }

    @Override
    public void close() {
        server.close();
    }
}
