package dev.dragoman.testkit.copilot;

import dev.dragoman.testkit.json.Json;
import dev.dragoman.testkit.vendor.FormBody;
import dev.dragoman.testkit.vendor.VendorSettings;
import dev.dragoman.testkit.wire.Header;
import dev.dragoman.testkit.wire.RecordedRequest;
import dev.dragoman.testkit.wire.Reply;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/**
 * Logins on another device.
 *
 * @see <a href="https://docs.github.com/en/apps/oauth-apps/building-oauth-apps/authorizing-oauth-apps#device-flow">GitHub: Device
 *     flow</a>
 */
final class LoginDesk {

    static final String CODES = "/login/device/code";
    static final String GRANTS = "/login/oauth/access_token";

    private static final String DEVICE = "3584d83530557fdd1f46af8289938c8ef79f9dc5";
    private static final String GRANT = "urn:ietf:params:oauth:grant-type:device_code";
    private static final List<Header> JSON = List.of(new Header("content-type", "application/json; charset=utf-8"));

    private final VendorSettings settings;
    private volatile String state = "authorization_pending";

    LoginDesk(VendorSettings settings) {
        this.settings = settings;
    }

    /** What the user does: {@code granted}, or one of GitHub's errors. */
    void becomes(String other) {
        state = other;
    }

    Reply answer(RecordedRequest request) {
        Map<String, String> form = FormBody.of(request);
        boolean asked = request.method().equals("POST")
                && request.header("accept").orElse("").equals("application/json")
                && form.getOrDefault("client_id", "").startsWith("Iv1.");
        if (!asked) {
            return reply(error("incorrect_client_credentials"));
        }
        return reply(request.path().equals(CODES) ? code(form) : grant(form));
    }

    private static ObjectNode code(Map<String, String> form) {
        if (!form.getOrDefault("scope", "").equals("read:user")) {
            return error("invalid_scope");
        }
        return Json.object()
                .put("device_code", DEVICE)
                .put("user_code", "WDJB-MJHT")
                .put("verification_uri", "https://github.com/login/device")
                .put("expires_in", 900)
                .put("interval", 5);
    }

    private ObjectNode grant(Map<String, String> form) {
        if (!form.getOrDefault("grant_type", "").equals(GRANT)) {
            return error("unsupported_grant_type");
        }
        if (!form.getOrDefault("device_code", "").equals(DEVICE)) {
            return error("incorrect_device_code");
        }
        return state.equals("granted")
                ? Json.object()
                        .put("access_token", settings.requiredKey().orElse("ghu_login"))
                        .put("token_type", "bearer")
                        .put("scope", "read:user")
                : error(state);
    }

    private static ObjectNode error(String error) {
        return Json.object().put("error", error).put("error_description", "see " + error);
    }

    /** Errors have a status of success. */
    private static Reply reply(ObjectNode body) {
        return Reply.whole(200, JSON, Json.bytes(body));
    }
}
