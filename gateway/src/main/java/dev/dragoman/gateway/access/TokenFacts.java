package dev.dragoman.gateway.access;

import dev.dragoman.json.Json;
import dev.dragoman.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What of a token's claims decides who its bearer is. Tokens of the same bearer say the same, so what is known of bearers is kept by this
 * text.
 *
 * @param told a JSON object, with only those members that are told
 */
record TokenFacts(JsonObject told) {

    static final String HASH = "hash";
    static final String USER = "user_id";
    static final String EMAIL = "user_email";
    static final String UNSURE = "email_unverified";
    static final String TEAMS = "teams";
    static final String TEAM_ALIAS = "team_alias";
    static final String ORGANIZATION = "organization_id";
    static final String ORGANIZATION_ALIAS = "organization_alias";
    static final String END_USER = "end_user";
    static final String ROLE = "role";
    static final String USER_ROLE = "user_role";
    static final String SCOPES = "scopes";

    static TokenFacts parse(String text) {
        return new TokenFacts(Json.parseObject(text));
    }

    String text() {
        return Json.text(told);
    }

    /** Under which spend and limits are counted: the same for all tokens of a bearer. */
    String hash() {
        return String.valueOf(told.string(HASH));
    }

    @Nullable
    String userId() {
        return told.string(USER);
    }

    @Nullable
    String email() {
        return told.string(EMAIL);
    }

    /** The address, when nobody can have made it up. */
    @Nullable
    String sureEmail() {
        return Boolean.TRUE.equals(told.bool(UNSURE)) ? null : email();
    }

    /** Whether a user is named. */
    boolean hasUser() {
        return userId() != null || email() != null;
    }

    List<String> teams() {
        return Entitlements.strings(told, TEAMS);
    }

    @Nullable
    String teamAlias() {
        return told.string(TEAM_ALIAS);
    }

    /** Whether a team is named. */
    boolean hasTeam() {
        return !teams().isEmpty() || teamAlias() != null;
    }

    @Nullable
    String organizationId() {
        return told.string(ORGANIZATION);
    }

    @Nullable
    String organizationAlias() {
        return told.string(ORGANIZATION_ALIAS);
    }

    /** Whether an organization is named. */
    boolean hasOrganization() {
        return organizationId() != null || organizationAlias() != null;
    }

    @Nullable
    String endUser() {
        return told.string(END_USER);
    }

    /** {@code proxy_admin}, {@code team} or {@code internal_user}; null for none of them. */
    @Nullable
    String role() {
        return told.string(ROLE);
    }

    /** The role that their user shall have; null when the token says nothing of it. */
    @Nullable
    String userRole() {
        return told.string(USER_ROLE);
    }

    /** Those scopes that mean something. */
    List<String> scopes() {
        return Entitlements.strings(told, SCOPES);
    }

    boolean isAdmin() {
        return "proxy_admin".equals(role());
    }
}
