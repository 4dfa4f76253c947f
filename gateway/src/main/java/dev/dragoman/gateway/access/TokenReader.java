package dev.dragoman.gateway.access;

import dev.dragoman.gateway.config.ClaimPath;
import dev.dragoman.gateway.config.TokenSettings;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonBoolean;
import dev.dragoman.json.JsonNumber;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.StringTokenizer;
import org.jspecify.annotations.Nullable;

/** Reads claims by the settings. */
final class TokenReader {

    private static final int LONGEST = 255;
    private static final String TEAM = "team";
    private static final String USER = "internal_user";
    private static final String ADMIN = "proxy_admin";

    private final TokenSettings settings;

    TokenReader(TokenSettings settings) {
        this.settings = settings;
    }

    /**
     * What the claims say.
     *
     * @throws dev.dragoman.error.LlmException when nobody may call with them
     */
    TokenFacts read(JsonObject claims) {
        List<String> scopes = scopes(claims);
        String user = text(settings.users().id(), claims);
        Set<String> teams = teams(claims);
        String role = role(claims, scopes, user, teams);
        JsonObject.Builder told = JsonObject.builder();
        String object = text(settings.roles().object(), claims);
        if (object != null && TEAM.equals(role)) {
            teams.add(object);
        } else if (object != null && USER.equals(role)) {
            user = user == null ? object : user;
        }
        String email = email(claims);
        named(told, claims, teams);
        told.putIfPresent(TokenFacts.USER, user)
                .putIfPresent(TokenFacts.EMAIL, email)
                .putIfPresent(TokenFacts.UNSURE, isUnsure(claims) ? JsonBoolean.TRUE : null)
                .putIfPresent(TokenFacts.END_USER, text(settings.endUser(), claims))
                .putIfPresent(TokenFacts.ROLE, role)
                .putIfPresent(TokenFacts.USER_ROLE, userRole(claims))
                .putIfPresent(TokenFacts.SCOPES, scopesThatMean(scopes));
        JsonObject all = told.build();
        TokenFacts facts = new TokenFacts(all.with(TokenFacts.HASH, new JsonString(hash(claims, all))));
        if (!facts.isAdmin()) {
            check(facts);
        }
        return facts;
    }

    private void named(JsonObject.Builder told, JsonObject claims, Set<String> teams) {
        String alias = teams.isEmpty() ? text(settings.teams().one().alias(), claims) : null;
        if (teams.isEmpty() && alias == null && settings.teams().usual() != null) {
            teams.add(settings.teams().usual());
        }
        String organization = text(settings.organization().id(), claims);
        told.putIfPresent(TokenFacts.TEAMS, teams.isEmpty() ? null : JsonArray.ofStrings(List.copyOf(teams)))
                .putIfPresent(TokenFacts.TEAM_ALIAS, alias)
                .putIfPresent(TokenFacts.ORGANIZATION, organization)
                .putIfPresent(
                        TokenFacts.ORGANIZATION_ALIAS,
                        organization == null ? text(settings.organization().alias(), claims) : null);
    }

    private Set<String> teams(JsonObject claims) {
        Set<String> teams = new LinkedHashSet<>();
        String one = text(settings.teams().one().id(), claims);
        if (one != null) {
            teams.add(one);
        }
        teams.addAll(texts(settings.teams().several(), claims));
        return teams;
    }

    /** LiteLLM's order: an administrator's scope, a team, a user, a user's role, a role that is translated. */
    private @Nullable String role(JsonObject claims, List<String> scopes, @Nullable String user, Set<String> teams) {
        if (scopes.contains(settings.admin().scope())) {
            return ADMIN;
        }
        boolean team = !teams.isEmpty()
                || settings.teams().usual() != null
                || text(settings.teams().one().alias(), claims) != null;
        if (team) {
            return TEAM;
        }
        boolean allowed = texts(settings.users().roles(), claims).stream()
                .anyMatch(settings.users().allowed()::contains);
        return user != null || allowed ? USER : mapped(texts(settings.roles().claim(), claims));
    }

    private @Nullable String mapped(List<String> roles) {
        return settings.roles().mappings().stream()
                .filter(mapping -> roles.contains(mapping.from()))
                .map(TokenSettings.Mapping::to)
                .findFirst()
                .orElse(null);
    }

    private @Nullable String userRole(JsonObject claims) {
        List<String> roles = texts(settings.roles().claim(), claims);
        return settings.roles().users().stream()
                .filter(mapping -> roles.stream().anyMatch(role -> ModelList.matches(mapping.from(), role)))
                .map(TokenSettings.Mapping::to)
                .findFirst()
                .orElse(null);
    }

    private @Nullable JsonValue scopesThatMean(List<String> scopes) {
        List<String> known = settings.scopes().mappings().stream()
                .map(TokenSettings.Permission::of)
                .filter(scopes::contains)
                .distinct()
                .toList();
        return known.isEmpty() ? null : JsonArray.ofStrings(known);
    }

    private void check(TokenFacts facts) {
        if (settings.roles().enforced() && facts.role() == null) {
            throw Terms.denied(
                    "Unmatched token passed in. enforce_rbac is set to True. Token must belong to a proxy admin,"
                            + " team, or user.");
        }
        String domain = settings.users().domain();
        String email = facts.sureEmail();
        if (domain != null && facts.hasUser() && (email == null || !isOf(domain, email))) {
            throw Terms.denied("the token's e-mail address is not of " + domain + " (user_allowed_email_domain)");
        }
    }

    private static boolean isOf(String domain, String email) {
        return email.substring(email.lastIndexOf('@') + 1)
                .toLowerCase(Locale.ROOT)
                .equals(domain);
    }

    private @Nullable String email(JsonObject claims) {
        String email = text(settings.users().email(), claims);
        String address = email == null ? "" : email.strip();
        return address.indexOf('@') < 1 || address.endsWith("@") ? null : address;
    }

    /** Whether the issuer says itself that anybody may have written the address. */
    private static boolean isUnsure(JsonObject claims) {
        JsonValue verified = claims.get("email_verified");
        return verified == JsonBoolean.FALSE
                || verified instanceof JsonString text && text.value().equals("false");
    }

    private static List<String> scopes(JsonObject claims) {
        JsonValue scope = claims.get("scope");
        return scope instanceof JsonString text
                ? Collections.list(new StringTokenizer(text.value())).stream()
                        .map(Object::toString)
                        .toList()
                : texts(scope);
    }

    /** The text of a claim, or the first of its texts; null for none. */
    static @Nullable String text(@Nullable ClaimPath path, JsonObject claims) {
        List<String> texts = texts(path, claims);
        return texts.isEmpty() ? null : texts.getFirst();
    }

    private static List<String> texts(@Nullable ClaimPath path, JsonObject claims) {
        return path == null ? List.of() : texts(path.in(claims));
    }

    private static List<String> texts(@Nullable JsonValue value) {
        List<String> texts = new ArrayList<>();
        for (JsonValue one : value instanceof JsonArray list
                ? list.items()
                : value == null ? List.<JsonValue>of() : List.of(value)) {
            String text = one instanceof JsonString string
                    ? string.value()
                    : one instanceof JsonNumber number ? number.literal() : "";
            if (!text.isBlank()) {
                texts.add(named(text));
            }
        }
        return texts;
    }

    /** What cannot be the name of anything here must not make its bearer nobody in particular. */
    private static String named(String text) {
        if (text.length() > LONGEST || text.chars().anyMatch(Character::isISOControl)) {
            throw Terms.denied("a claim of the token is no name: " + Schema.cut(text) + " (expected: at most " + LONGEST
                    + " letters)");
        }
        return text;
    }

    /** Tells bearers apart: by the issuer and its name for them, or else by what the token says of them. */
    private static String hash(JsonObject claims, JsonObject told) {
        String subject = claims.string("sub");
        return NewKey.hash("jwt\n" + claims.string("iss") + "\n" + (subject == null ? told : subject));
    }
}
