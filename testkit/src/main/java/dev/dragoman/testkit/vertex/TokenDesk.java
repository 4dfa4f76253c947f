package dev.dragoman.testkit.vertex;

import dev.dragoman.testkit.json.Json;
import dev.dragoman.testkit.vendor.VendorSettings;
import dev.dragoman.testkit.wire.Header;
import dev.dragoman.testkit.wire.RecordedRequest;
import dev.dragoman.testkit.wire.Reply;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Google's servers for tokens: OAuth with a service account's assertion, a user's refresh token or another provider's token,
 * and the metadata server of a machine.
 *
 * @see <a href="https://developers.google.com/identity/protocols/oauth2/service-account">Google: OAuth 2.0 for server to server
 *     applications</a>
 */
final class TokenDesk {

    private static final int HOUR = 3600;
    private static final String SCOPE = "https://www.googleapis.com/auth/cloud-platform";

    private final VendorSettings settings;
    private final ServiceAccount account;

    TokenDesk(VendorSettings settings, ServiceAccount account) {
        this.settings = settings;
        this.account = account;
    }

    Reply token(RecordedRequest request) {
        Map<String, String> form = form(request.text());
        String grant = form.getOrDefault("grant_type", "");
        switch (grant) {
            case "urn:ietf:params:oauth:grant-type:jwt-bearer" -> requireAssertion(form.getOrDefault("assertion", ""));
            case "refresh_token" -> require(form, List.of("client_id", "client_secret", "refresh_token"));
            case "urn:ietf:params:oauth:grant-type:token-exchange" ->
                require(
                        form,
                        List.of("audience", "scope", "requested_token_type", "subject_token", "subject_token_type"));
            default -> throw VertexRefusal.ofTokens("unsupported_grant_type", "Invalid grant_type: " + grant);
        }
        return answer();
    }

    Reply metadata(RecordedRequest request, String path) {
        if (!request.header("metadata-flavor").orElse("").equals("Google")) {
            throw VertexRefusal.of(403, "PERMISSION_DENIED", "Missing required header: Metadata-Flavor");
        }
        return switch (path) {
            case "instance/service-accounts/default/token" -> answer();
            case "project/project-id" -> Reply.text(200, "application/text", "project-of-the-machine");
            default -> throw VertexRefusal.of(404, "NOT_FOUND", "Not Found");
        };
    }

    private Reply answer() {
        ObjectNode body = Json.object()
                .put("access_token", settings.requiredKey().orElse("ya29.fake"))
                .put("expires_in", HOUR - 1)
                .put("token_type", "Bearer");
        return Reply.whole(200, List.of(new Header("content-type", "application/json")), Json.bytes(body));
    }

    private void requireAssertion(String assertion) {
        String[] parts = assertion.split("\\.", -1);
        if (parts.length != 3) {
            throw VertexRefusal.ofTokens("invalid_grant", "Bad Request");
        }
        JsonNode header = decoded(parts[0]);
        JsonNode claims = decoded(parts[1]);
        long life = claims.path("exp").asLong(0) - claims.path("iat").asLong(0);
        boolean valid = header.path("alg").asString("").equals("RS256")
                && claims.path("iss").asString("").equals(ServiceAccount.EMAIL)
                && claims.path("scope").asString("").equals(SCOPE)
                && claims.path("aud").asString("").endsWith("/token");
        if (!valid || life <= 0 || life > HOUR) {
            throw VertexRefusal.ofTokens(
                    "invalid_grant",
                    "Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe.");
        }
        if (!account.signed(header.path("kid").asString(""), parts[0] + "." + parts[1], parts[2])) {
            throw VertexRefusal.ofTokens("invalid_grant", "Invalid JWT Signature.");
        }
    }

    private static JsonNode decoded(String part) {
        return Json.read(Base64.getUrlDecoder().decode(part));
    }

    private static void require(Map<String, String> form, List<String> names) {
        for (String name : names) {
            if (form.getOrDefault(name, "").isEmpty()) {
                throw VertexRefusal.ofTokens("invalid_request", "Missing required parameter: " + name);
            }
        }
    }

    private static Map<String, String> form(String text) {
        Map<String, String> form = new HashMap<>();
        for (String pair : text.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                form.put(
                        URLDecoder.decode(pair.substring(0, equals), StandardCharsets.UTF_8),
                        URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        return form;
    }
}
