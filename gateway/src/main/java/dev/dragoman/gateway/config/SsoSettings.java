package dev.dragoman.gateway.config;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where people log in with an account of their company's; all of it from LiteLLM's environment variables.
 *
 * @param kind which set of variables is used
 * @param clientId under which the provider knows this gateway; empty when it is missing
 * @param clientSecret null for a client without one
 * @param issuer whose discovery document tells what the endpoints do not; null for none
 * @param authorizationEndpoint null for that of the issuer
 * @param tokenEndpoint null for that of the issuer
 * @param userinfoEndpoint null for that of the issuer
 * @param scope what is asked for
 * @param pkce whether the code is bound to who asked for it
 * @param includeClientId whether the client's id is told beside its credentials
 * @param clientState what every state begins with; null for nothing
 * @param attributes where the provider tells what of a person
 * @param missing variables that have to be set
 * @see <a href="https://docs.litellm.ai/docs/proxy/admin_ui_sso">LiteLLM: SSO</a>
 */
public record SsoSettings(
        Kind kind,
        String clientId,
        @Nullable String clientSecret,
        @Nullable String issuer,
        @Nullable String authorizationEndpoint,
        @Nullable String tokenEndpoint,
        @Nullable String userinfoEndpoint,
        String scope,
        boolean pkce,
        boolean includeClientId,
        @Nullable String clientState,
        Attributes attributes,
        List<String> missing) {

    private static final String MICROSOFT_LOGIN = "https://login.microsoftonline.com/";
    private static final String MICROSOFT_ME = "https://graph.microsoft.com/v1.0/me";
    private static final String TOKEN_PATH = "/oauth2/v2.0/token";

    public SsoSettings {
        missing = List.copyOf(missing);
    }

    /** Whose accounts they are. */
    public enum Kind {
        /** Google's. */
        GOOGLE,
        /** Microsoft's, Entra ID. */
        MICROSOFT,
        /** Those of any other provider. */
        GENERIC;

        /** Its name in answers. */
        public String label() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /**
     * The names of what a provider tells of a person; a dot leads into an object.
     *
     * @param extra what else is kept of a person
     */
    public record Attributes(
            String id,
            String email,
            String displayName,
            String firstName,
            String lastName,
            String role,
            String provider,
            List<String> extra) {

        public Attributes {
            extra = List.copyOf(extra);
        }
    }

    /** What the environment says; null when it names no provider. */
    public static @Nullable SsoSettings of(Environment environment) {
        if (environment.get("GOOGLE_CLIENT_ID") != null) {
            return google(environment);
        }
        if (environment.get("MICROSOFT_CLIENT_ID") != null) {
            return microsoft(environment);
        }
        return environment.get("GENERIC_CLIENT_ID") == null ? null : generic(environment);
    }

    private static SsoSettings google(Environment environment) {
        return new SsoSettings(
                Kind.GOOGLE,
                text(environment, "GOOGLE_CLIENT_ID", ""),
                environment.get("GOOGLE_CLIENT_SECRET"),
                text(environment, "GOOGLE_ISSUER", "https://accounts.google.com"),
                null,
                null,
                null,
                "openid email profile",
                true,
                true,
                null,
                new Attributes("sub", "email", "name", "given_name", "family_name", "role", "provider", List.of()),
                missing(environment, "GOOGLE_CLIENT_SECRET"));
    }

    private static SsoSettings microsoft(Environment environment) {
        String token = environment.get("MICROSOFT_TOKEN_ENDPOINT");
        String usual = MICROSOFT_LOGIN + text(environment, "MICROSOFT_TENANT", "common") + "/v2.0";
        return new SsoSettings(
                Kind.MICROSOFT,
                text(environment, "MICROSOFT_CLIENT_ID", ""),
                environment.get("MICROSOFT_CLIENT_SECRET"),
                token == null ? usual : beside(token),
                environment.get("MICROSOFT_AUTHORIZATION_ENDPOINT"),
                token,
                text(environment, "MICROSOFT_USERINFO_ENDPOINT", MICROSOFT_ME),
                "openid profile email User.Read",
                true,
                true,
                null,
                new Attributes(
                        text(environment, "MICROSOFT_USER_ID_ATTRIBUTE", "id"),
                        text(environment, "MICROSOFT_USER_EMAIL_ATTRIBUTE", "userPrincipalName"),
                        text(environment, "MICROSOFT_USER_DISPLAY_NAME_ATTRIBUTE", "displayName"),
                        text(environment, "MICROSOFT_USER_FIRST_NAME_ATTRIBUTE", "givenName"),
                        text(environment, "MICROSOFT_USER_LAST_NAME_ATTRIBUTE", "surname"),
                        "roles",
                        "provider",
                        List.of()),
                missing(environment, "MICROSOFT_CLIENT_SECRET", "MICROSOFT_TENANT"));
    }

    /** Every cloud of Microsoft's has its issuers beside its token endpoints. */
    private static @Nullable String beside(String token) {
        return token.endsWith(TOKEN_PATH) ? token.substring(0, token.length() - TOKEN_PATH.length()) + "/v2.0" : null;
    }

    private static SsoSettings generic(Environment environment) {
        boolean discovered = environment.get("GENERIC_ISSUER") != null;
        return new SsoSettings(
                Kind.GENERIC,
                text(environment, "GENERIC_CLIENT_ID", ""),
                environment.get("GENERIC_CLIENT_SECRET"),
                environment.get("GENERIC_ISSUER"),
                environment.get("GENERIC_AUTHORIZATION_ENDPOINT"),
                environment.get("GENERIC_TOKEN_ENDPOINT"),
                environment.get("GENERIC_USERINFO_ENDPOINT"),
                text(environment, "GENERIC_SCOPE", "openid email profile"),
                !"false".equalsIgnoreCase(environment.get("GENERIC_CLIENT_USE_PKCE")),
                "true".equalsIgnoreCase(environment.get("GENERIC_INCLUDE_CLIENT_ID")),
                environment.get("GENERIC_CLIENT_STATE"),
                new Attributes(
                        text(environment, "GENERIC_USER_ID_ATTRIBUTE", "preferred_username"),
                        text(environment, "GENERIC_USER_EMAIL_ATTRIBUTE", "email"),
                        text(environment, "GENERIC_USER_DISPLAY_NAME_ATTRIBUTE", "name"),
                        text(environment, "GENERIC_USER_FIRST_NAME_ATTRIBUTE", "given_name"),
                        text(environment, "GENERIC_USER_LAST_NAME_ATTRIBUTE", "family_name"),
                        text(environment, "GENERIC_USER_ROLE_ATTRIBUTE", "role"),
                        text(environment, "GENERIC_USER_PROVIDER_ATTRIBUTE", "provider"),
                        names(environment.get("GENERIC_USER_EXTRA_ATTRIBUTES"))),
                discovered
                        ? List.of()
                        : missing(
                                environment,
                                "GENERIC_AUTHORIZATION_ENDPOINT",
                                "GENERIC_TOKEN_ENDPOINT",
                                "GENERIC_USERINFO_ENDPOINT"));
    }

    private static String text(Environment environment, String name, String usual) {
        String value = environment.get(name);
        return value == null ? usual : value.strip();
    }

    private static List<String> missing(Environment environment, String... names) {
        List<String> missing = new ArrayList<>();
        for (String name : names) {
            if (environment.get(name) == null) {
                missing.add(name);
            }
        }
        return missing;
    }

    /** A list between commas. */
    static List<String> names(@Nullable String list) {
        return list == null
                ? List.of()
                : Arrays.stream(list.split(",", -1))
                        .map(String::strip)
                        .filter(name -> !name.isEmpty())
                        .toList();
    }

    /** No secret in here. */
    @Override
    public String toString() {
        return "SsoSettings[" + kind + ", " + clientId + "]";
    }
}
