package dev.dragoman.gateway.secret;

import dev.dragoman.http.Headers;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.provider.Credentials;
import dev.dragoman.provider.Target;
import dev.dragoman.provider.entra.EntraTokens;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Azure Key Vault.
 *
 * @see <a href="https://learn.microsoft.com/rest/api/keyvault/secrets/operation-groups">Azure Key Vault: Secrets</a>
 */
final class AzureKeyVault implements SecretVault {

    private static final String VERSION = "?api-version=7.4";
    private static final byte[] NOTHING = new byte[0];
    private static final List<String> OWN = List.of(
            "AZURE_KEY_VAULT_URI", "AZURE_CLIENT_ID", "AZURE_CLIENT_SECRET", "AZURE_TENANT_ID", "AZURE_AUTHORITY_HOST");

    private final VaultServer server;

    AzureKeyVault(VaultWorld world) {
        String address =
                world.required("AZURE_KEY_VAULT_URI", "the vault's address, such as https://name.vault.azure.net");
        EntraTokens entra = new EntraTokens("azure_key_vault", "AZURE_CLIENT_SECRET");
        Target target = world.target("secrets", login(address, world));
        this.server = world.server("AZURE_KEY_VAULT_URI", address)
                .signedBy(request -> Credentials.bearing(request, entra.token(target, world.tokens())));
    }

    /** What Entra ID is told: an application's secret, else the identity of what this runs on. */
    static Map<String, String> login(String address, VaultWorld world) {
        Map<String, String> login = new HashMap<>();
        login.put("enable_azure_ad_token_refresh", "true");
        login.put("azure_scope", scope(address));
        put(login, "client_id", world.variable("AZURE_CLIENT_ID"));
        put(login, "client_secret", world.variable("AZURE_CLIENT_SECRET"));
        put(login, "tenant_id", world.variable("AZURE_TENANT_ID"));
        put(login, "azure_authority_host", world.variable("AZURE_AUTHORITY_HOST"));
        return login;
    }

    private static void put(Map<String, String> into, String name, @Nullable String value) {
        if (value != null) {
            into.put(name, value.endsWith("/") ? value.substring(0, value.length() - 1) : value);
        }
    }

    /** Each cloud has a vault of its own. */
    private static String scope(String address) {
        if (address.contains(".vault.azure.cn")) {
            return "https://vault.azure.cn/.default";
        }
        return address.contains(".vault.usgovcloudapi.net")
                ? "https://vault.usgovcloudapi.net/.default"
                : "https://vault.azure.net/.default";
    }

    @Override
    public boolean isOwn(String variable) {
        return OWN.contains(variable) || EntraTokens.SURROUNDINGS.containsKey(variable);
    }

    @Override
    public @Nullable String read(String name) {
        if (!nameOf(name).equals(name)) {
            return null; // The vault takes letters, digits and dashes: nothing else can be there.
        }
        VaultAnswer answer = server.ask("GET", path(name), Headers.of("accept", "application/json"), NOTHING);
        return answer.status() == 404 ? null : good(answer).json().string("value");
    }

    @Override
    public void write(String name, String secret, Filing filing) {
        JsonObject.Builder tags = JsonObject.builder();
        filing.tags().forEach(tags::put);
        tags.putIfPresent("description", filing.description());
        JsonObject body = JsonObject.of("value", new JsonString(secret));
        VaultAnswer answer = server.ask(
                "PUT",
                path(name),
                Headers.of("content-type", "application/json"),
                Json.bytes(tags.isEmpty() ? body : body.with("tags", tags.build())));
        if (answer.status() == 409) {
            // A secret of that name was deleted and can still be brought back, which takes a moment.
            good(server.ask("POST", "/deletedsecrets/" + name + "/recover" + VERSION, Headers.EMPTY, NOTHING));
        }
        good(answer);
    }

    @Override
    public void delete(String name, Filing filing) {
        VaultAnswer answer = server.ask("DELETE", path(name), Headers.EMPTY, NOTHING);
        if (answer.status() != 404) {
            good(answer);
        }
    }

    /** Letters, digits and dashes. */
    @Override
    public String nameOf(String wished) {
        return wished.replaceAll("[^A-Za-z0-9-]", "-");
    }

    private static String path(String name) {
        return "/secrets/" + name + VERSION;
    }

    private static VaultAnswer good(VaultAnswer answer) {
        JsonObject error = answer.isGood() ? null : answer.refusal().object("error");
        return answer.orThrow(error == null ? null : error.string("code") + " " + error.string("message"));
    }

    @Override
    public String toString() {
        return server.toString();
    }
}
