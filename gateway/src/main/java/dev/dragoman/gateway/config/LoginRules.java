package dev.dragoman.gateway.config;

import dev.dragoman.json.JsonObject;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Who may log in, and what their sessions may do.
 *
 * @param redirects whether the login page sends browsers on to the company's login
 * @param adminsAlone whether nobody but administrators may log in
 * @param group whose members alone may log in with an account of the company's; null for everybody
 * @param groupsClaim where the provider tells the groups that become teams; null for nowhere
 * @param budget US dollars that a session may spend
 */
public record LoginRules(
        boolean redirects,
        boolean adminsAlone,
        @Nullable String group,
        @Nullable String groupsClaim,
        BigDecimal budget) {

    /** Everybody, by the login page. */
    public static final LoginRules DEFAULTS = new LoginRules(false, false, null, null, new BigDecimal("0.25"));

    static LoginRules of(SectionValues litellm, SectionValues general) {
        Object mode = general.known().get("ui_access_mode");
        BigDecimal budget = litellm.decimal("max_ui_session_budget");
        return new LoginRules(
                general.truth("auto_redirect_ui_login_to_sso", DEFAULTS.redirects),
                "admin_only".equals(mode),
                mode instanceof JsonObject map ? map.string("restricted_sso_group") : null,
                general.object("litellm_jwtauth").string("team_ids_jwt_field"),
                budget == null ? DEFAULTS.budget : budget);
    }
}
