package dev.dragoman.gateway.config;

import dev.dragoman.gateway.config.ConfigNode.Entry;
import dev.dragoman.gateway.config.ConfigNode.Mapping;
import dev.dragoman.gateway.config.TokenSettings.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code litellm_jwtauth}. Here a key that nobody knows stops the start: who may call, and as whom, must never be decided by
 * less than what was written.
 */
final class TokenSection {

    private static final String SECTION = "litellm_jwtauth";
    private static final String PATH = "general_settings." + SECTION;
    private static final String ADDRESSES = "JWT_PUBLIC_KEY_URL";
    /** What of LiteLLM's is not done here, and what is to be done instead. */
    private static final String CODE = "nothing: code in Python cannot be run here; custom_auth names a class in Java";

    private static final Set<String> NOT_DONE = Set.of("custom_validate", "routing_overrides");
    private static final KeyType.WebAddress ADDRESS = new KeyType.WebAddress();

    private final SectionReader reader;
    private final Problems problems;
    private final Mapping general;
    private final SectionValues generalValues;
    private final Mapping mapping;
    private final SectionValues values;

    TokenSection(SectionReader reader, Mapping general, SectionValues generalValues) {
        this.reader = reader;
        this.problems = reader.problems();
        this.general = general;
        this.generalValues = generalValues;
        Mapping written = SectionReader.mapping(general, SECTION);
        this.mapping = written == null ? Mapping.empty(general.location()) : written;
        this.values = reader.closed(SECTION, PATH, mapping.without(unknown()));
    }

    TokenSettings read() {
        boolean on = generalValues.truth("enable_jwt_auth", false);
        TokenSettings usual = TokenSettings.OFF;
        TokenSettings.UserInfo userInfo = userInfo();
        return new TokenSettings(
                on,
                trust(on && userInfo == null),
                userInfo,
                new TokenSettings.Administration(
                        text("admin_jwt_scope", usual.admin().scope()),
                        texts("admin_allowed_routes", usual.admin().routes())),
                teams(),
                place("org_id_jwt_field", "org_alias_jwt_field"),
                users(),
                claim("end_user_id_jwt_field"),
                texts("public_allowed_routes", usual.publicRoutes()),
                roles(),
                new TokenSettings.Scopes(
                        values.truth("enforce_scope_based_access", false),
                        permissions(PATH, mapping, "scope_mappings", "scope")),
                keyClaim());
    }

    private List<String> unknown() {
        List<String> unknown = new ArrayList<>();
        KeySection known = reader.table().section(SECTION);
        mapping.entries().forEach((key, entry) -> {
            if (known.find(key) == null) {
                unknown.add(key);
                refuse(key, entry, known.nearest(key));
            }
        });
        return unknown;
    }

    private void refuse(String key, Entry entry, @Nullable String near) {
        String path = KeyPath.child(PATH, key);
        if (NOT_DONE.contains(key)) {
            boolean code = key.equals("custom_validate");
            problems.error(
                    entry.location(),
                    path,
                    "known, and not done by this gateway",
                    code ? CODE : "nothing; oidc_userinfo_enabled asks the issuer about every token");
        } else {
            problems.error(
                    entry.location(), path, "an unknown key", near == null ? "a key of " + SECTION : "perhaps " + near);
        }
    }

    private TokenSettings.Trust trust(boolean needed) {
        List<String> addresses = list(ADDRESSES);
        Location at = Location.whole("environment variable " + ADDRESSES);
        if (needed && addresses.isEmpty()) {
            ConfigNode switched = general.get("enable_jwt_auth");
            problems.error(
                    switched == null ? general.location() : switched.location(),
                    "general_settings.enable_jwt_auth",
                    "no " + ADDRESSES,
                    "addresses of the issuers' keys in this environment variable, separated by commas");
        }
        for (String address : addresses) {
            if (ADDRESS.value(ConfigNode.Scalar.of(address, at)) == null) {
                problems.error(at, ADDRESSES, "\"" + address + "\"", ADDRESS.expected());
            }
        }
        return new TokenSettings.Trust(
                addresses,
                list("JWT_AUDIENCE"),
                list("JWT_ISSUER"),
                values.span("public_key_ttl", TokenSettings.OFF.trust().believed()));
    }

    private List<String> list(String variable) {
        String text = reader.environment().get(variable);
        return text == null
                ? List.of()
                : KeyRows.parts(text, ",").stream()
                        .filter(part -> !part.isEmpty())
                        .toList();
    }

    private TokenSettings.@Nullable UserInfo userInfo() {
        if (!values.truth("oidc_userinfo_enabled", false)) {
            return null;
        }
        String endpoint = values.text("oidc_userinfo_endpoint");
        if (endpoint == null || endpoint.isBlank()) {
            missing("oidc_userinfo_enabled", "oidc_userinfo_endpoint");
            return null;
        }
        return new TokenSettings.UserInfo(
                endpoint.strip(), values.span("oidc_userinfo_cache_ttl", java.time.Duration.ofMinutes(5)));
    }

    private TokenSettings.Teams teams() {
        TokenSettings.Teams usual = TokenSettings.OFF.teams();
        return new TokenSettings.Teams(
                place("team_id_jwt_field", "team_alias_jwt_field"),
                claim("team_ids_jwt_field"),
                values.text("team_id_default"),
                values.truth("team_id_upsert", usual.made()),
                texts("team_allowed_routes", usual.routes()),
                values.truth("upsert_sso_user_to_team", usual.joined()),
                values.truth("enforce_team_based_model_access", usual.required()));
    }

    private TokenSettings.Users users() {
        ClaimPath roles = claim("user_roles_jwt_field");
        List<String> allowed = values.texts("user_allowed_roles");
        if (roles != null && allowed.isEmpty()) {
            missing("user_roles_jwt_field", "user_allowed_roles");
        } else if (roles == null && !allowed.isEmpty()) {
            missing("user_allowed_roles", "user_roles_jwt_field");
        }
        String domain = values.text("user_allowed_email_domain");
        return new TokenSettings.Users(
                claim("user_id_jwt_field"),
                claim("user_email_jwt_field"),
                domain == null ? null : domain.toLowerCase(Locale.ROOT),
                values.truth("user_id_upsert", false),
                roles,
                allowed);
    }

    private TokenSettings.Roles roles() {
        RoleList lists = new RoleList(problems);
        List<TokenSettings.Mapping> mappings = lists.mappings(PATH, mapping, "role_mappings", "role", "internal_role");
        List<TokenSettings.Mapping> users =
                lists.mappings(PATH, mapping, "jwt_litellm_role_map", "jwt_role", "litellm_role");
        ClaimPath claim = claim("roles_jwt_field");
        if (claim == null && !mappings.isEmpty()) {
            missing("role_mappings", "roles_jwt_field");
        }
        ClaimPath object = claim("object_id_jwt_field");
        if (object != null && mappings.isEmpty()) {
            missing("object_id_jwt_field", "role_mappings");
        }
        return new TokenSettings.Roles(
                values.truth("enforce_rbac", false) || generalValues.truth("enforce_rbac", false),
                claim,
                mappings,
                object,
                users,
                values.truth("sync_user_role_and_teams", false),
                permissions("general_settings", general, "role_permissions", "role"));
    }

    private List<TokenSettings.Permission> permissions(String path, Mapping in, String key, String of) {
        return new RoleList(problems).permissions(path, in, key, of);
    }

    private TokenSettings.@Nullable KeyClaim keyClaim() {
        ClaimPath claim = claim("virtual_key_claim_field");
        return claim == null
                ? null
                : new TokenSettings.KeyClaim(
                        claim, values.span("virtual_key_mapping_cache_ttl", java.time.Duration.ofMinutes(5)));
    }

    private Place place(String id, String alias) {
        return new Place(claim(id), claim(alias));
    }

    private @Nullable ClaimPath claim(String key) {
        String text = values.text(key);
        ClaimPath path = text == null ? null : ClaimPath.of(text);
        ConfigNode node = mapping.get(key);
        if (text != null && path == null) {
            problems.error(
                    node == null ? mapping.location() : node.location(),
                    KeyPath.child(PATH, key),
                    "\"" + text + "\"",
                    "the name of a claim, or names with dots in between");
        }
        return path;
    }

    private String text(String key, String usual) {
        String text = values.text(key);
        return text == null ? usual : text;
    }

    private List<String> texts(String key, List<String> usual) {
        return mapping.get(key) == null
                ? usual
                : values.texts(key).stream()
                        .flatMap(text -> KeyRows.parts(text, ",").stream())
                        .toList();
    }

    private void missing(String key, String other) {
        ConfigNode node = mapping.get(key);
        problems.error(
                node == null ? mapping.location() : node.location(),
                KeyPath.child(PATH, key),
                "no " + other,
                "both of them");
    }
}
