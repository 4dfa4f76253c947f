package dev.dragoman.provider.entra;

import dev.dragoman.error.ApiConnectionException;
import dev.dragoman.error.AuthenticationException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.http.Body;
import dev.dragoman.http.Headers;
import dev.dragoman.http.Origin;
import dev.dragoman.http.Upstream;
import dev.dragoman.http.UpstreamException;
import dev.dragoman.http.UpstreamRequest;
import dev.dragoman.provider.Target;
import dev.dragoman.provider.Tokens;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A login at Entra ID by the OAuth 2.0 token endpoint.
 *
 * @see <a href="https://learn.microsoft.com/entra/identity-platform/v2-oauth2-client-creds-grant-flow">Microsoft: Client
 *     credentials flow</a>
 */
record EntraLogin(String authority, String tenant, Map<String, String> form) {

    private static final String ANY_TENANT = "organizations";

    /** What tokens for a server of one model must be good for, which is no resource of Azure AI services. */
    private static final String SERVERS = "https://ml.azure.com/.default";

    /** The login that the settings describe, or null when they describe none. */
    static @Nullable EntraLogin of(Target target, @Nullable String assertion) {
        String client = target.setting("client_id");
        if (client == null) {
            return null;
        }
        Map<String, String> form = new LinkedHashMap<>();
        form.put("client_id", client);
        if (!grant(form, target, assertion)) {
            return null;
        }
        String tenant = target.setting("tenant_id");
        if (tenant == null && !form.containsKey("username")) {
            return null;
        }
        String authority = target.setting("azure_authority_host");
        form.put("scope", scope(target));
        return new EntraLogin(
                authority == null ? AzureCloud.of(target).authority() : address(authority),
                tenant == null ? ANY_TENANT : tenant,
                form);
    }

    /** What tokens for the target must be good for. */
    static String scope(Target target) {
        String scope = target.setting("azure_scope");
        if (scope != null) {
            return scope;
        }
        return isServer(target.apiBase()) ? SERVERS : AzureCloud.of(target).scope();
    }

    private static boolean isServer(@Nullable String address) {
        return address != null
                && (address.contains(".models.ai.azure.com") || address.contains(".inference.ml.azure.com"));
    }

    private static String address(String authority) {
        return authority.contains("://") ? authority : "https://" + authority;
    }

    private static boolean grant(Map<String, String> form, Target target, @Nullable String assertion) {
        String secret = target.setting("client_secret");
        String user = target.setting("azure_username");
        String password = target.setting("azure_password");
        if (assertion != null) {
            form.put("grant_type", "client_credentials");
            form.put("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
            form.put("client_assertion", assertion);
        } else if (secret != null) {
            form.put("grant_type", "client_credentials");
            form.put("client_secret", secret);
        } else if (user != null && password != null) {
            form.put("grant_type", "password");
            form.put("username", user);
            form.put("password", password);
        } else {
            return false;
        }
        return true;
    }

    /** What tells this login from all others; its secrets are in it only as a hash. */
    String id() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            String all = authority + '\n' + tenant + '\n' + encoded();
            return "entra " + HexFormat.of().formatHex(digest.digest(all.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException never) {
            throw new IllegalStateException("every Java platform has SHA-256", never);
        }
    }

    /** No secret in here. */
    @Override
    public String toString() {
        return authority + "/" + tenant;
    }

    /** Fetches a token. */
    Tokens.Token fetch(Upstream upstream, InstantSource clock) {
        try {
            return new IdentityCall(request(), "Entra ID").ask(upstream).token(clock.instant());
        } catch (UpstreamException broken) {
            throw new ApiConnectionException(
                    ErrorDetail.of("could not reach " + authority + " for a token: " + broken.getMessage())
                            .at("azure", null),
                    500,
                    broken);
        }
    }

    private UpstreamRequest request() {
        return new UpstreamRequest(
                "POST",
                origin(),
                "/" + URLEncoder.encode(tenant, StandardCharsets.UTF_8) + "/oauth2/v2.0/token",
                Headers.of("content-type", "application/x-www-form-urlencoded", "accept", "application/json"),
                Body.utf8(encoded()));
    }

    private Origin origin() {
        try {
            return Origin.of(URI.create(authority));
        } catch (IllegalArgumentException wrong) {
            throw new AuthenticationException(
                    ErrorDetail.of("azure_authority_host: \"" + authority
                                    + "\" (expected: such as https://login.microsoftonline.com)")
                            .at("azure", null),
                    401,
                    wrong);
        }
    }

    private String encoded() {
        StringBuilder encoded = new StringBuilder();
        form.forEach((name, value) -> encoded.append(encoded.isEmpty() ? "" : "&")
                .append(name)
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
        return encoded.toString();
    }
}
