package dev.dragoman.gateway.secret;

import dev.dragoman.http.Headers;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonObject;
import dev.dragoman.provider.Percent;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * HashiCorp Vault, its key-value engine of version 2.
 *
 * @see <a href="https://developer.hashicorp.com/vault/api-docs/secret/kv/kv-v2">Vault: KV secrets engine, version 2</a>
 */
final class HashiCorpVault implements SecretVault {

    static final String ADDRESS = "HCP_VAULT_ADDR";
    private static final String FIELD = "key";
    private static final byte[] NOTHING = new byte[0];

    private final VaultServer server;
    private final HashiCorpToken token;
    private final String namespace;
    private final String mount;
    private final String prefix;

    HashiCorpVault(VaultWorld world) {
        HashiCorpLogin login = HashiCorpLogin.of(world);
        String given = world.variable("HCP_VAULT_TOKEN");
        if (login == null && given == null) {
            throw new IllegalArgumentException(
                    "HCP_VAULT_TOKEN: not set (expected: it, or HCP_VAULT_APPROLE_ROLE_ID with"
                            + " HCP_VAULT_APPROLE_SECRET_ID, HCP_VAULT_CLIENT_CERT with HCP_VAULT_CLIENT_KEY,"
                            + " HCP_VAULT_KUBERNETES_ROLE or HCP_VAULT_JWT_ROLE)");
        }
        this.namespace = world.variable("HCP_VAULT_NAMESPACE", "");
        this.mount = world.variable("HCP_VAULT_MOUNT_NAME", "secret");
        this.prefix = world.variable("HCP_VAULT_PATH_PREFIX", "");
        this.server = world.server(ADDRESS, world.variable(ADDRESS, "http://127.0.0.1:8200"));
        Headers headers = namespace.isEmpty() ? Headers.EMPTY : Headers.of("x-vault-namespace", namespace);
        this.token = new HashiCorpToken(server, headers, given, login, world.clock());
    }

    @Override
    public boolean isOwn(String variable) {
        return variable.startsWith("HCP_VAULT_");
    }

    @Override
    public @Nullable String read(String name) {
        VaultAnswer answer = ask("GET", path(name, Filing.PLAIN), null);
        if (answer.status() == 404) {
            return null;
        }
        JsonObject data = good(answer).json().object("data");
        JsonObject fields = data == null ? null : data.object("data");
        if (fields == null) {
            return null;
        }
        String value = fields.string(FIELD);
        if (value == null) {
            throw new VaultException(
                    server + ": the secret " + name + " has the fields " + fields.names() + " (expected: " + FIELD
                            + ")",
                    false,
                    null);
        }
        return value;
    }

    @Override
    public void write(String name, String secret, Filing filing) {
        JsonObject.Builder fields = JsonObject.builder().put(filing.place().getOrDefault("data", FIELD), secret);
        fields.putIfPresent("description", filing.description());
        good(ask("POST", path(name, filing), JsonObject.of("data", fields.build())));
        if (!filing.tags().isEmpty()) {
            JsonObject.Builder tags = JsonObject.builder();
            filing.tags().forEach(tags::put);
            good(ask("POST", path(name, filing, "metadata"), JsonObject.of("custom_metadata", tags.build())));
        }
    }

    @Override
    public void delete(String name, Filing filing) {
        VaultAnswer answer = ask("DELETE", path(name, filing), null);
        if (answer.status() != 404) {
            good(answer);
        }
    }

    @Override
    public void tend() {
        token.tend();
    }

    private VaultAnswer ask(String method, String path, @Nullable JsonObject body) {
        String value = token.value();
        VaultAnswer answer = asked(method, path, body, value);
        // A token that was revoked before its time looks like one that may not do this.
        return answer.status() == 403 && token.refused(value) ? asked(method, path, body, token.value()) : answer;
    }

    private VaultAnswer asked(String method, String path, @Nullable JsonObject body, String value) {
        Headers.Builder all = Headers.EMPTY.toBuilder().set("x-vault-token", value);
        return body == null
                ? server.ask(method, path, all.build(), NOTHING)
                : server.ask(
                        method,
                        path,
                        all.set("content-type", "application/json").build(),
                        Json.bytes(body));
    }

    private String path(String name, Filing filing) {
        return path(name, filing, "data");
    }

    /** The namespace stands in the path; logins name it in a header. */
    private String path(String name, Filing filing, String kind) {
        String space = trimmed(filing.place().getOrDefault("namespace", namespace));
        String folder = trimmed(filing.place().getOrDefault("path_prefix", prefix));
        return "/v1/" + below(space) + below(trimmed(filing.place().getOrDefault("mount", mount))) + kind + "/"
                + below(folder) + encoded(name);
    }

    private static String below(String folder) {
        return folder.isEmpty() ? "" : encoded(folder) + "/";
    }

    /** A folder; one that leads elsewhere is refused, as teams may name theirs. */
    private static String trimmed(String path) {
        if (("/" + path + "/").contains("/../") || ("/" + path + "/").contains("/./")) {
            throw new VaultException("\"" + path + "\" (expected: a path without . and ..)", false, null);
        }
        return path.replaceAll("^/+|/+$", "");
    }

    private static String encoded(String path) {
        return Percent.encoded(path, Percent.UNRESERVED + "/");
    }

    /** The answer, if it is good. */
    static VaultAnswer good(VaultAnswer answer) {
        JsonArray errors = answer.isGood() ? null : answer.refusal().array("errors");
        return answer.orThrow(
                errors == null
                        ? null
                        : errors.items().stream().map(Object::toString).collect(Collectors.joining(", ")));
    }

    @Override
    public String toString() {
        return server.toString();
    }
}
