package dev.dragoman.testkit.watsonx;

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
 * IBM Cloud's IAM, which gives tokens for keys.
 *
 * @see <a href="https://cloud.ibm.com/apidocs/iam-identity-token-api#gettoken-apikey">IBM: Create an IAM access token for a user or
 *     service ID using an API key</a>
 */
final class TokenDesk {

    static final String PATH = "/identity/token";

    private static final String TOKEN = "eyJraWQ.fake-iam-token";
    private static final int HOUR = 3600;
    private static final List<Header> JSON = List.of(new Header("content-type", "application/json"));

    private final VendorSettings settings;

    TokenDesk(VendorSettings settings) {
        this.settings = settings;
    }

    Reply token(RecordedRequest request) {
        Map<String, String> form = FormBody.of(request);
        if (!form.getOrDefault("grant_type", "").equals("urn:ibm:params:oauth:grant-type:apikey")) {
            return refusal("BXNIM0007E", "Unable to find the property 'grant_type'.");
        }
        if (!settings.accepts(form.getOrDefault("apikey", ""))) {
            return refusal("BXNIM0415E", "Provided API key could not be found.");
        }
        ObjectNode body = Json.object()
                .put("access_token", TOKEN)
                .put("refresh_token", "not_supported")
                .put("token_type", "Bearer")
                .put("expires_in", HOUR)
                .put("expiration", settings.clock().instant().getEpochSecond() + HOUR)
                .put("scope", "ibm openid");
        return Reply.whole(200, JSON, Json.bytes(body));
    }

    /** Whether a call may be made with what stands in its header. */
    boolean admits(String authorization) {
        if (authorization.startsWith("ZenApiKey ")) {
            return settings.accepts(authorization.substring("ZenApiKey ".length()));
        }
        return authorization.equals("Bearer " + TOKEN);
    }

    private static Reply refusal(String code, String message) {
        ObjectNode body = Json.object().put("errorCode", code).put("errorMessage", message);
        return Reply.whole(400, JSON, Json.bytes(body));
    }
}
