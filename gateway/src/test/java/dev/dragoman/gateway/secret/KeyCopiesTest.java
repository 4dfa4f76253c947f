package dev.dragoman.gateway.secret;

import static dev.dragoman.gateway.secret.SecretGateway.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.json.JsonObject;
import dev.dragoman.testkit.FakeHashiCorpVault;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Virtual keys that are copied to the place of secrets. */
class KeyCopiesTest {

    private final FakeHashiCorpVault vault = FakeHashiCorpVault.start();

    @AfterEach
    void close() {
        vault.close();
    }

    private SecretGateway gateway(String settings) {
        String yaml = """
                model_list:
                  - {model_name: chat, litellm_params: {model: mock/echo, api_key: os.environ/VENDOR}}
                general_settings:
                  key_management_system: hashicorp_vault
                  key_management_settings: {access_mode: read_and_write, %s}
                """.formatted(settings);
        vault.server().secrets().put("VENDOR", "sk-vendor");
        return new SecretGateway(
                yaml, Map.of("HCP_VAULT_ADDR", vault.server().url(), "HCP_VAULT_TOKEN", FakeHashiCorpVault.ROOT));
    }

    private boolean holds(String name, @Nullable String value) {
        return Objects.equals(vault.server().secrets().get(name), value);
    }

    @Test
    void aKeyIsCopiedRenewedAndRemovedWithItsFate() {
        try (SecretGateway gateway = gateway("store_virtual_keys: true, prefix_for_stored_virtual_keys: gw/keys")) {
            JsonObject made = gateway.post("/key/generate", "{\"key_alias\":\"etl\"}");
            until(() -> holds("gw/keys/etl", made.string("key")));

            JsonObject renewed = gateway.post("/key/regenerate", "{\"key\":\"" + made.string("key") + "\"}");
            until(() -> holds("gw/keys/etl", renewed.string("key")));

            JsonObject renamed = gateway.post(
                    "/key/regenerate", "{\"key\":\"" + renewed.string("key") + "\",\"key_alias\":\"loader\"}");
            until(() -> holds("gw/keys/loader", renamed.string("key")) && holds("gw/keys/etl", null));

            gateway.post("/key/delete", "{\"keys\":[\"" + renamed.string("key") + "\"]}");
            until(() -> holds("gw/keys/loader", null));
        }
    }

    @Test
    void aKeyWithoutAnAliasKeepsItsNameWhenItIsRotated() {
        try (SecretGateway gateway = gateway("store_virtual_keys: true")) {
            JsonObject made = gateway.post("/key/generate", "{}");
            String name = "litellm/virtual-key-" + made.string("token_id");
            until(() -> holds(name, made.string("key")));

            JsonObject renewed = gateway.post("/key/regenerate", "{\"key\":\"" + made.string("key") + "\"}");
            until(() -> holds(name, renewed.string("key")));
        }
    }

    @Test
    void aPlaceThatIsAwayFailsNoCallAndGetsItsCopiesLater() {
        try (SecretGateway gateway = gateway("store_virtual_keys: true")) {
            vault.server().outage(503);
            JsonObject made = gateway.post("/key/generate", "{\"key_alias\":\"later\"}");
            until(() ->
                    gateway.get("/metrics").matches("(?s).*dragoman_secret_failures\\{operation=\"write\"} [1-9].*"));

            vault.server().outage(0);

            until(() -> holds("litellm/later", made.string("key")));
            assertThat(gateway.get("/metrics")).contains("dragoman_secret_failures{operation=\"lost\"} 0");
        }
    }

    @Test
    void manyKeysAtOnceAreAllCopied() {
        try (SecretGateway gateway = gateway("store_virtual_keys: true")) {
            Map<String, String> made = new ConcurrentHashMap<>();
            List<Thread> makers = IntStream.range(0, 8)
                    .mapToObj(maker -> Thread.ofVirtual().start(() -> {
                        for (int i = 0; i < 15; i++) {
                            String alias = "k-" + maker + "-" + i;
                            String key = key(gateway.post("/key/generate", "{\"key_alias\":\"" + alias + "\"}"));
                            if (i % 3 == 1) {
                                key = key(gateway.post("/key/regenerate", "{\"key\":\"" + key + "\"}"));
                            }
                            if (i % 3 == 2) {
                                gateway.post("/key/delete", "{\"keys\":[\"" + key + "\"]}");
                            } else {
                                made.put("litellm/" + alias, key);
                            }
                        }
                    }))
                    .toList();
            for (Thread maker : makers) {
                join(maker);
            }
            made.put("VENDOR", "sk-vendor");

            until(() -> vault.server().secrets().equals(made));
        }
    }

    private static String key(JsonObject answer) {
        return Objects.requireNonNull(answer.string("key"));
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    @Test
    void theEndOfTheGatewayWaitsForCopies() {
        JsonObject made;
        try (SecretGateway gateway = gateway("store_virtual_keys: true")) {
            made = gateway.post("/key/generate", "{\"key_alias\":\"last\"}");
        }

        assertThat(vault.server().secrets()).containsEntry("litellm/last", made.string("key"));
    }

    @Test
    void aTeamHasItsKeysWhereItWants() {
        try (SecretGateway gateway = gateway("store_virtual_keys: true")) {
            String team = gateway.post("/team/new", """
                            {"team_alias":"t","metadata":{"secret_manager_settings":
                            {"namespace":"ns2","mount":"team-kv","path_prefix":"apps","data":"value"}}}""").string("team_id");

            JsonObject made = gateway.post("/key/generate", "{\"key_alias\":\"etl\",\"team_id\":\"" + team + "\"}");

            until(() -> holds("ns2/team-kv/apps/litellm/etl", made.string("key")));
        }
    }

    @Test
    void aTeamCannotLeadOutOfItsFolder() {
        try (SecretGateway gateway = gateway("store_virtual_keys: true")) {
            String team = gateway.post("/team/new", """
                            {"team_alias":"t","metadata":{"secret_manager_settings":{"path_prefix":"apps/../../x"}}}""").string("team_id");
            gateway.post("/key/generate", "{\"key_alias\":\"etl\",\"team_id\":\"" + team + "\"}");

            until(() -> gateway.get("/metrics").contains("dragoman_secret_failures{operation=\"lost\"} 1"));
            assertThat(vault.server().secrets()).containsOnlyKeys("VENDOR");
        }
    }

    @Test
    void anAliasLeadsNowhereElse() {
        try (SecretGateway gateway = gateway("store_virtual_keys: true, prefix_for_stored_virtual_keys: ''")) {
            gateway.post("/key/generate", "{\"key_alias\":\"VENDOR\"}");
            gateway.post("/key/generate", "{\"key_alias\":\"../../up\"}");

            until(() -> vault.server().secrets().containsKey("-/-/up"));
            assertThat(vault.server().secrets()).containsEntry("VENDOR", "sk-vendor");
            until(() -> gateway.get("/metrics").contains("dragoman_secret_failures{operation=\"lost\"} 1"));
        }
    }

    @Test
    void nothingIsCopiedUnlessItIsAskedFor() {
        try (SecretGateway gateway = gateway("store_virtual_keys: false")) {
            gateway.post("/key/generate", "{\"key_alias\":\"mine\"}");
        }

        assertThat(vault.server().secrets()).containsOnlyKeys("VENDOR");
    }
}
