package dev.dragoman.gateway.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How people log in; all of it from LiteLLM's environment variables.
 *
 * @param sso where they log in with an account of their company's; null for nowhere
 * @param adminName under which the administrator logs in
 * @param adminPassword null for the master key
 * @param adminId which user the administrator is, and who becomes one by logging in elsewhere
 * @param life of a session
 * @param baseUrl under which browsers reach this gateway, without a slash at its end; null to take it from the request
 * @param rootPath what stands before every path there; empty for nothing
 * @param domains of e-mail addresses that may log in; empty for all
 * @param logoutUrl where logging out leads; null for the login page
 */
public record LoginSettings(
        @Nullable SsoSettings sso,
        String adminName,
        @Nullable String adminPassword,
        String adminId,
        BudgetPeriod life,
        @Nullable String baseUrl,
        String rootPath,
        List<String> domains,
        @Nullable String logoutUrl) {

    private static final String DURATION = "LITELLM_UI_SESSION_DURATION";

    public LoginSettings {
        domains = List.copyOf(domains);
    }

    /**
     * What the environment says.
     *
     * @param admin the user whom the master key stands for
     */
    public static LoginSettings of(Environment environment, String admin) {
        String username = environment.get("UI_USERNAME");
        String id = environment.get("PROXY_ADMIN_ID");
        String base = environment.get("PROXY_BASE_URL");
        String root = environment.get("SERVER_ROOT_PATH");
        return new LoginSettings(
                SsoSettings.of(environment),
                username == null ? "admin" : username,
                environment.get("UI_PASSWORD"),
                id == null ? admin : id.strip(),
                life(environment.get(DURATION)),
                base == null ? null : unslashed(base.strip()),
                root == null ? "" : unslashed("/" + root.strip().replaceFirst("^/+", "")),
                SsoSettings.names(environment.get("ALLOWED_EMAIL_DOMAINS")),
                environment.get("PROXY_LOGOUT_URL"));
    }

    private static BudgetPeriod life(@Nullable String text) {
        BudgetPeriod period = BudgetPeriod.of(text == null ? "24h" : text.strip());
        if (period == null) {
            throw new IllegalStateException(DURATION + ": " + text + " (expected: " + BudgetPeriod.EXPECTED + ")");
        }
        return period;
    }

    private static String unslashed(String text) {
        return text.endsWith("/") ? unslashed(text.substring(0, text.length() - 1)) : text;
    }

    /** No password in here. */
    @Override
    public String toString() {
        return "LoginSettings[" + sso + ", " + adminName + "]";
    }
}
