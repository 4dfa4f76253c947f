package dev.dragoman.gateway.access;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.gateway.BareGateway;
import dev.dragoman.gateway.Gateway;
import dev.dragoman.gateway.config.BudgetWindows;
import dev.dragoman.gateway.crypto.Keyring;
import dev.dragoman.gateway.crypto.LiteLlmCipher;
import dev.dragoman.gateway.store.Database;
import dev.dragoman.gateway.store.DatabaseAddress;
import dev.dragoman.gateway.store.Databases;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who comes from LiteLLM keeps keys, people and what was spent. */
final class LiteLlmImportTest {

    private static final String CONFIG = """
            model_list:
              - model_name: small
                litellm_params: {model: openai/gpt-4o-mini, api_key: none, mock_response: "hello"}
            """;

    private static final List<String> THEIRS = List.of(
            "CREATE TABLE \"LiteLLM_BudgetTable\" (budget_id text PRIMARY KEY, max_budget float8, tpm_limit bigint,"
                    + " created_at timestamp(3), created_by text, updated_at timestamp(3))",
            "CREATE TABLE \"LiteLLM_TeamTable\" (team_id text PRIMARY KEY, team_alias text, members_with_roles jsonb,"
                    + " models text[], max_budget float8, spend float8, metadata jsonb, created_at timestamp(3),"
                    + " updated_at timestamp(3))",
            "CREATE TABLE \"LiteLLM_TeamMembership\" (user_id text, team_id text, spend float8, budget_id text)",
            "CREATE TABLE \"LiteLLM_UserTable\" (user_id text PRIMARY KEY, user_email text, user_role text, password text,"
                    + " teams text[], spend float8, created_at timestamp(3), updated_at timestamp(3))",
            "CREATE TABLE \"LiteLLM_VerificationToken\" (token text PRIMARY KEY, key_name text, key_alias text, spend float8,"
                    + " expires timestamp(3), models text[], aliases jsonb, user_id text, team_id text, metadata jsonb,"
                    + " max_budget float8, rpm_limit bigint, blocked boolean, created_at timestamp(3), created_by text,"
                    + " updated_at timestamp(3))",
            "INSERT INTO \"LiteLLM_BudgetTable\" VALUES ('b1', 7.5, 1000, '2026-01-02 03:04:05', 'admin', '2026-01-02 03:04:05')",
            "INSERT INTO \"LiteLLM_TeamTable\" VALUES ('eng', 'Engineering', '[{\"role\":\"admin\",\"user_id\":\"u1\"}]',"
                    + " '{small}', 100, 12.5, '{}', '2026-01-02 03:04:05', '2026-01-02 03:04:05')",
            "INSERT INTO \"LiteLLM_TeamMembership\" VALUES ('u1', 'eng', 3.25, 'b1')",
            "INSERT INTO \"LiteLLM_UserTable\" VALUES ('u1', 'Bo@Example.com', 'internal_user', 'scrypt:x', '{eng}', 0.5,"
                    + " '2026-01-02 03:04:05', '2026-01-02 03:04:05')");

    private static DatabaseAddress theirs(String hash) {
        DatabaseAddress address = DatabaseAddress.of(Databases.POSTGRESQL.create());
        List<String> statements = new ArrayList<>(THEIRS);
        statements.add(
                "INSERT INTO \"LiteLLM_VerificationToken\" VALUES ('" + hash + "', 'sk-...1234', 'ci', 2.25, NULL,"
                        + " '{small}', '{\"gpt-4\": \"small\"}', 'u1', 'eng', '{\"tags\": [\"a\"]}', 50, 600, NULL,"
                        + " '2026-01-02 03:04:05', 'admin', '2026-02-02 03:04:05')");
        try (Database database = Database.foreign(address, InstantSource.system())) {
            database.transact(session -> {
                statements.forEach(session::update);
                return statements;
            });
        }
        return address;
    }

    private static List<LiteLlmImport.Count> run(DatabaseAddress theirs, String ours) {
        InstantSource clock = InstantSource.system();
        try (Database from = Database.foreign(theirs, clock);
                Database into = Database.open(DatabaseAddress.of(ours), 2, clock)) {
            return new LiteLlmImport(from, into, new WindowSpend(() -> new BudgetWindows(ZoneOffset.UTC), clock), clock)
                    .run(told -> {});
        }
    }

    private static JsonObject json(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return Json.parseObject(response.body());
    }

    @ParameterizedTest
    @EnumSource
    void keysWorkOnAndEverythingIsThere(Databases kind) {
        String ours = kind.create();
        String hash = NewKey.hashed("sk-made-by-litellm-1234");
        DatabaseAddress theirs = theirs(hash);

        List<LiteLlmImport.Count> counts = run(theirs, ours);

        assertThat(counts).contains(new LiteLlmImport.Count("keys", 1, 0), new LiteLlmImport.Count("teams", 1, 0));
        assertThat(run(theirs, ours)).contains(new LiteLlmImport.Count("keys", 0, 1));
        try (BareGateway gateway = BareGateway.of(CONFIG, Map.of("DATABASE_URL", ours))) {
            HttpResponse<String> answer = gateway.postAs(
                    "sk-made-by-litellm-1234",
                    "/v1/chat/completions",
                    "{\"model\":\"gpt-4\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}");
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            JsonObject key =
                    requireNonNull(json(gateway.get("/key/info?key=" + hash)).object("info"));
            assertThat(key.string("key_alias")).isEqualTo("ci");
            assertThat(key.number("spend")).isGreaterThanOrEqualTo(2.25);
            assertThat(key.string("created_at")).isEqualTo("2026-01-02T03:04:05Z");
            JsonObject team = json(gateway.get("/team/info?team_id=eng"));
            assertThat(requireNonNull(team.object("team_info")).number("spend")).isGreaterThanOrEqualTo(12.5);
            assertThat(team.toString()).contains("\"user_id\":\"u1\"").contains("3.25");
            assertThat(gateway.get("/user/info?user_id=u1").body())
                    .contains("Bo@Example.com")
                    .doesNotContain("scrypt");
        }
    }

    /** Encrypted by PyNaCl, as LiteLLM uses it, with the salt key {@code sk-salt-of-theirs}. */
    private static final String ENCRYPTED_KEY =
            "AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBGagwrY753y0wr9KenJhcAiViDaZg6KgvXofHPls=";

    private static final String ENCRYPTED_MODEL =
            "AwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDXh3TcMK07zarsY_FE25S_thjfeUncGjI4AePtKk=";

    private static DatabaseAddress theirModels(String base) {
        DatabaseAddress address = DatabaseAddress.of(Databases.POSTGRESQL.create());
        String encryptedBase = new LiteLlmCipher("sk-salt-of-theirs").encrypt(base, new byte[24]);
        List<String> statements = List.of(
                "CREATE TABLE \"LiteLLM_ProxyModelTable\" (model_id text PRIMARY KEY, model_name text, litellm_params jsonb,"
                        + " model_info jsonb, created_at timestamp(3), created_by text, updated_at timestamp(3))",
                "CREATE TABLE \"LiteLLM_CredentialsTable\" (credential_id text PRIMARY KEY, credential_name text,"
                        + " credential_values jsonb, credential_info jsonb)",
                "INSERT INTO \"LiteLLM_CredentialsTable\" VALUES ('c1', 'shared', '{\"api_key\": \"" + ENCRYPTED_KEY
                        + "\"}', '{\"description\": \"x\"}')",
                "INSERT INTO \"LiteLLM_ProxyModelTable\" VALUES ('m1', 'theirs', '{\"model\": \"" + ENCRYPTED_MODEL
                        + "\", \"api_key\": \"" + ENCRYPTED_KEY + "\", \"api_base\": \"" + encryptedBase
                        + "\", \"rpm\": 600}', '{\"id\": \"m1\", \"db_model\": true}', '2026-01-02 03:04:05', 'admin',"
                        + " '2026-01-02 03:04:05')",
                "INSERT INTO \"LiteLLM_ProxyModelTable\" VALUES ('m2', 'broken', '{\"model\": \"openai/gpt-4o\"}', '{}',"
                        + " '2026-01-02 03:04:05', 'admin', '2026-01-02 03:04:05')");
        try (Database database = Database.foreign(address, InstantSource.system())) {
            database.transact(session -> {
                statements.forEach(session::update);
                return statements;
            });
        }
        return address;
    }

    private static List<LiteLlmImport.Count> models(DatabaseAddress theirs, String ours, List<String> told) {
        InstantSource clock = InstantSource.system();
        try (Database from = Database.foreign(theirs, clock);
                Database into = Database.open(DatabaseAddress.of(ours), 2, clock)) {
            Secrets secrets = new Secrets(Keyring.of(null, Gateway.KEY));
            return new LiteLlmModels(from, into, secrets, "sk-salt-of-theirs", clock).run(told::add);
        }
    }

    @ParameterizedTest
    @EnumSource
    void modelsAndCredentialsAreEncryptedAnew(Databases kind) {
        String ours = kind.create();
        List<String> told = new ArrayList<>();
        try (ModelFleet fleet = new ModelFleet(ours)) {
            DatabaseAddress theirs = theirModels(fleet.vendor.baseUrl());

            assertThat(models(theirs, ours, told))
                    .containsExactly(
                            new LiteLlmImport.Count("credentials", 1, 0), new LiteLlmImport.Count("models", 1, 0));

            assertThat(told).anyMatch(text -> text.contains("model m2 is left out"));
            assertThat(models(theirs, ours, told)).contains(new LiteLlmImport.Count("models", 0, 1));
            BareGateway gateway = fleet.start();
            assertThat(fleet.keyBehind(gateway, "theirs")).isEqualTo("Bearer sk-vendor-key");
            assertThat(gateway.get("/credentials/by_name/shared").body()).contains("sk-v****-key");
            assertThat(gateway.get("/model/info").body()).contains("\"db_model\":true", "\"rpm\":600");
        }
    }

    @Test
    void aDatabaseWithoutTheirTablesBringsNothing() {
        DatabaseAddress empty = DatabaseAddress.of(Databases.POSTGRESQL.create());

        assertThat(run(empty, Databases.SQLITE.create())).allMatch(count -> count.brought() == 0);
    }
}
