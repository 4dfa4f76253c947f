package dev.dragoman.provider.watsonx;

import dev.dragoman.error.AuthenticationException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.http.UpstreamRequest;
import dev.dragoman.provider.Credentials;
import dev.dragoman.provider.Target;
import dev.dragoman.provider.TokenRequest;
import dev.dragoman.provider.Tokens;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A ready token, a key of Cloud Pak for Data, or a key of IBM Cloud that tokens are given for.
 *
 * @see <a href="https://cloud.ibm.com/docs/account?topic=account-iamtoken_from_apikey">IBM: Generating a token by using an API
 *     key</a>
 */
final class WatsonxCredentials implements Credentials {

    static final String IAM = "https://iam.cloud.ibm.com/identity/token";

    private static final String GRANT = "urn:ibm:params:oauth:grant-type:apikey";
    private static final String NO_KEY = "no key for watsonx.ai (expected: api_key, token or zen_api_key, or"
            + " WATSONX_APIKEY, WATSONX_TOKEN or WATSONX_ZENAPIKEY in the environment)";

    @Override
    public UpstreamRequest sign(UpstreamRequest request, Target target, Tokens tokens) {
        String missing = missing(target);
        if (missing != null) {
            throw new AuthenticationException(
                    ErrorDetail.of(missing).withType("authentication_error").at(WatsonxProvider.NAME, target.model()));
        }
        return request.withHeaders(request.headers().toBuilder()
                .set("authorization", authorization(target, tokens))
                .build());
    }

    /** What is signed with is asked for first, or is no single secret. */
    @Override
    public UpstreamRequest hidden(UpstreamRequest request, Target target, String hidden, Tokens tokens) {
        return Credentials.bearing(request, hidden);
    }

    @Override
    public void check(Target target) {
        String missing = missing(target);
        if (missing != null) {
            throw new IllegalArgumentException(missing);
        }
        // Refuses an address that is none.
        var _ = login(target, "");
    }

    private static @Nullable String missing(Target target) {
        boolean key = filled(target.setting("token")) != null
                || filled(target.setting("zen_api_key")) != null
                || filled(target.apiKey()) != null;
        if (!key) {
            return NO_KEY;
        }
        boolean placed = WatsonxModel.of(target.model()).deployed() || WatsonxScope.of(target) != null;
        return placed ? null : WatsonxScope.MISSING;
    }

    private static String authorization(Target target, Tokens tokens) {
        String token = filled(target.setting("token"));
        String zen = filled(target.setting("zen_api_key"));
        String key = filled(target.apiKey());
        if (token != null) {
            return "Bearer " + token;
        }
        return zen != null
                ? "ZenApiKey " + zen(zen)
                : "Bearer " + login(target, key == null ? "" : key).token(tokens);
    }

    /** User and key are sent in base64; what is given without a colon is that already. */
    private static String zen(String given) {
        return given.indexOf(':') < 0
                ? given
                : Base64.getEncoder().encodeToString(given.getBytes(StandardCharsets.UTF_8));
    }

    private static TokenRequest login(Target target, String key) {
        String address = filled(target.setting("iam_url"));
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", GRANT);
        form.put("apikey", key);
        return TokenRequest.form(
                WatsonxProvider.NAME, "IBM Cloud's IAM", "iam_url", address == null ? IAM : address, form);
    }

    private static @Nullable String filled(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
