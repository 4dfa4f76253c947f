package dev.dragoman.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.json.Json;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonValue;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How {@code litellm_jwtauth} is read, and that nothing of it is passed over. */
final class TokenSettingsTest {

    private static final String ALL = """
            general_settings:
              enable_jwt_auth: true
              custom_auth_run_common_checks: true
              role_permissions: [{role: team, models: [a], routes: [b]}]
              litellm_jwtauth:
                admin_jwt_scope: boss
                admin_allowed_routes: [info_routes, /x]
                team_id_jwt_field: a.b
                team_ids_jwt_field: 'groups\\.all'
                team_alias_jwt_field: alias
                team_id_default: usual
                team_id_upsert: true
                team_allowed_routes: openai_routes
                upsert_sso_user_to_team: true
                org_id_jwt_field: org
                org_alias_jwt_field: org_name
                user_id_jwt_field: sub
                user_email_jwt_field: email
                user_allowed_email_domain: Example.COM
                user_id_upsert: true
                user_roles_jwt_field: roles
                user_allowed_roles: [basic]
                end_user_id_jwt_field: customer
                public_key_ttl: 60
                public_allowed_routes: [/y]
                enforce_rbac: true
                roles_jwt_field: realm.roles
                role_mappings: [{role: r, internal_role: team}]
                object_id_jwt_field: oid
                scope_mappings: [{scope: s, models: [m]}]
                enforce_scope_based_access: true
                enforce_team_based_model_access: true
                jwt_litellm_role_map: [{jwt_role: j, litellm_role: internal_user}]
                sync_user_role_and_teams: true
                oidc_userinfo_enabled: true
                oidc_userinfo_endpoint: https://issuer/userinfo
                oidc_userinfo_cache_ttl: 5m
                virtual_key_claim_field: client
                virtual_key_mapping_cache_ttl: 30
            """;

    @TempDir
    private Path folder;

    private Configs configs() {
        return Configs.in(folder)
                .with(Map.of(
                        "JWT_PUBLIC_KEY_URL", "https://a/keys, http://b:8080/keys",
                        "JWT_AUDIENCE", "gateway",
                        "JWT_ISSUER", "https://a"));
    }

    private static ClaimPath claim(String... steps) {
        return new ClaimPath(List.of(steps));
    }

    @Test
    void everyKeyIsRead() {
        IdentitySettings identity = configs().settings(ALL).identity();
        TokenSettings.Mapping crew = new TokenSettings.Mapping("r", "team");

        assertThat(identity.custom().checked()).isTrue();
        assertThat(identity.tokens())
                .isEqualTo(new TokenSettings(
                        true,
                        new TokenSettings.Trust(
                                List.of("https://a/keys", "http://b:8080/keys"),
                                List.of("gateway"),
                                List.of("https://a"),
                                Duration.ofMinutes(1)),
                        new TokenSettings.UserInfo("https://issuer/userinfo", Duration.ofMinutes(5)),
                        new TokenSettings.Administration("boss", List.of("info_routes", "/x")),
                        new TokenSettings.Teams(
                                new TokenSettings.Place(claim("a", "b"), claim("alias")),
                                claim("groups.all"),
                                "usual",
                                true,
                                List.of("openai_routes"),
                                true,
                                true),
                        new TokenSettings.Place(claim("org"), claim("org_name")),
                        new TokenSettings.Users(
                                claim("sub"), claim("email"), "example.com", true, claim("roles"), List.of("basic")),
                        claim("customer"),
                        List.of("/y"),
                        new TokenSettings.Roles(
                                true,
                                claim("realm", "roles"),
                                List.of(crew),
                                claim("oid"),
                                List.of(new TokenSettings.Mapping("j", "internal_user")),
                                true,
                                List.of(new TokenSettings.Permission("team", List.of("a"), List.of("b")))),
                        new TokenSettings.Scopes(
                                true, List.of(new TokenSettings.Permission("s", List.of("m"), List.of()))),
                        new TokenSettings.KeyClaim(claim("client"), Duration.ofSeconds(30))));
    }

    @Test
    void everyKnownKeyStandsInThatFile() {
        assertThat(KeyTable.load().section("litellm_jwtauth").keys())
                .allMatch(spec -> ALL.contains(" " + spec.name() + ": "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "team_id_field: a | config.yaml:4: error: general_settings.litellm_jwtauth.team_id_field",
                "custom_validate: mod.fn | custom_validate: known, and not done by this gateway (expected: nothing: code in Python",
                "routing_overrides: [] | routing_overrides: known, and not done by this gateway",
                "user_roles_jwt_field: roles | user_roles_jwt_field: no user_allowed_roles (expected: both of them)",
                "user_allowed_roles: [x] | user_allowed_roles: no user_roles_jwt_field",
                "object_id_jwt_field: oid | object_id_jwt_field: no role_mappings",
                "oidc_userinfo_enabled: true | no oidc_userinfo_endpoint",
                "user_id_upsert: perhaps | user_id_upsert",
                "user_id_jwt_field: a..b | user_id_jwt_field: \"a..b\" (expected: the name of a claim",
                "role_mappings: [{role: a, internal_role: king}] | role_mappings",
                "role_mappings: [{role: a, internal: team}] | role_mappings.internal: an unknown key",
                "jwt_litellm_role_map: [{jwt_role: a}] | jwt_litellm_role_map",
                "scope_mappings: [{models: [a]}] | scope_mappings",
                "public_key_ttl: 0 | public_key_ttl",
            })
    void whatIsWrongStopsTheStart(String line, String told) {
        ConfigFile.Reading reading =
                configs().file("config.yaml", """
                general_settings:
                  enable_jwt_auth: true
                  litellm_jwtauth:
                    %s
                """.formatted(line)).read();

        assertThat(reading).isInstanceOf(ConfigFile.Reading.Refused.class);
        assertThat(configs().told(reading)).anyMatch(problem -> problem.contains(told), told);
    }

    @Test
    void tokensNeedTheKeysOfAnIssuer() {
        String yaml = "general_settings:\n  enable_jwt_auth: true\n";

        assertThat(Configs.in(folder).problems(yaml))
                .anyMatch(problem -> problem.contains("config.yaml:2") && problem.contains("no JWT_PUBLIC_KEY_URL"));
        assertThat(Configs.in(folder)
                        .with(Map.of("JWT_PUBLIC_KEY_URL", "ftp://x"))
                        .problems(yaml))
                .anyMatch(problem -> problem.contains("JWT_PUBLIC_KEY_URL: \"ftp://x\""));
    }

    @Test
    void claimsAreFoundByTheirPath() {
        JsonObject claims = Json.parseObject("{\"a\":{\"b.c\":{\"d\":1},\"e\":null},\"f.g\":2}");

        assertThat(in("a.b\\.c.d", claims)).isEqualTo("1");
        assertThat(in("f\\.g", claims)).isEqualTo("2");
        assertThat(in("f.g", claims)).isEqualTo("null");
        assertThat(in("a.b.c.d", claims)).isEqualTo("null");
        assertThat(in("a.x.d", claims)).isEqualTo("null");
        assertThat(ClaimPath.of("")).isNull();
        assertThat(ClaimPath.of(".a")).isNull();
        assertThat(String.valueOf(ClaimPath.of("a\\.b.c"))).isEqualTo("a\\.b.c");
    }

    private static String in(String path, JsonObject claims) {
        JsonValue found = Objects.requireNonNull(ClaimPath.of(path)).in(claims);
        return found == null ? "null" : Json.text(found);
    }
}
