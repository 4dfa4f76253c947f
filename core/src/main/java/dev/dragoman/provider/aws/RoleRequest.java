package dev.dragoman.provider.aws;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A wish to act in a role, as a form for the Security Token Service. */
record RoleRequest(String role, Map<String, String> form) {

    /** By credentials that may assume it. */
    static RoleRequest role(String role, String session, @Nullable String externalId) {
        Map<String, String> form = form("AssumeRole", role, session);
        if (externalId != null) {
            form.put("ExternalId", externalId);
        }
        return new RoleRequest(role, form);
    }

    /** By the token of another identity provider. */
    static RoleRequest webIdentity(String role, String session, String token) {
        Map<String, String> form = form("AssumeRoleWithWebIdentity", role, session);
        form.put("WebIdentityToken", token);
        return new RoleRequest(role, form);
    }

    /** What tells it from others; holds a secret. */
    String id() {
        return encoded();
    }

    String encoded() {
        StringBuilder encoded = new StringBuilder();
        form.forEach((name, value) -> encoded.append(encoded.isEmpty() ? "" : "&")
                .append(name)
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
        return encoded.toString();
    }

    private static Map<String, String> form(String action, String role, String session) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("Action", action);
        form.put("Version", "2011-06-15");
        form.put("RoleArn", role);
        form.put("RoleSessionName", session);
        return form;
    }

    /** No token in here. */
    @Override
    public String toString() {
        return role;
    }
}
