package dev.dragoman.provider.sap;

import dev.dragoman.json.Json;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonSyntaxException;
import dev.dragoman.provider.Target;
import org.jspecify.annotations.Nullable;

/**
 * An instance of the service: told by single settings, or by the key that SAP's cockpit hands out as JSON.
 *
 * @param baseUrl where its API is
 * @param authUrl where tokens are given out
 * @see <a href="https://help.sap.com/docs/sap-ai-core/sap-ai-core-service-guide/create-service-key">SAP: Create a service key</a>
 */
record SapService(String baseUrl, String authUrl, String clientId, String clientSecret) {

    static final String SERVICE_KEY = "aicore_service_key";
    static final String CLIENT_ID = "aicore_client_id";
    static final String CLIENT_SECRET = "aicore_client_secret";
    static final String AUTH_URL = "aicore_auth_url";
    static final String RESOURCE_GROUP = "aicore_resource_group";

    private static final String TOKEN_PATH = "/oauth/token";

    /**
     * The instance that a target's settings tell.
     *
     * @throws IllegalArgumentException naming what is missing
     */
    static SapService of(Target target) {
        JsonObject key = key(target);
        JsonObject urls = key.object("serviceurls");
        String auth = first(target.setting(AUTH_URL), key.string("url"));
        return new SapService(
                required("api_base", first(target.apiBase(), urls == null ? null : urls.string("AI_API_URL"))),
                withPath(required(AUTH_URL, auth)),
                required(CLIENT_ID, first(target.setting(CLIENT_ID), key.string("clientid"))),
                required(CLIENT_SECRET, first(target.setting(CLIENT_SECRET), key.string("clientsecret"))));
    }

    private static JsonObject key(Target target) {
        String text = target.setting(SERVICE_KEY);
        if (text == null || text.isBlank()) {
            return JsonObject.EMPTY;
        }
        try {
            JsonObject key = Json.parseObject(text);
            JsonObject inner = key.object("credentials");
            return inner == null ? key : inner;
        } catch (JsonSyntaxException noJson) {
            throw new IllegalArgumentException(
                    SERVICE_KEY + ": no JSON (expected: the service key as SAP's cockpit shows it)", noJson);
        }
    }

    private static String withPath(String url) {
        String bare = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
        return bare.endsWith(TOKEN_PATH) ? bare : bare + TOKEN_PATH;
    }

    private static String required(String name, @Nullable String value) {
        if (value == null) {
            throw new IllegalArgumentException(name + ": missing for SAP AI Core (expected: " + SERVICE_KEY
                    + ", or api_base, " + AUTH_URL + ", " + CLIENT_ID + " and " + CLIENT_SECRET
                    + ", here or in AICORE_SERVICE_KEY, AICORE_BASE_URL and so on of the environment)");
        }
        return value;
    }

    private static @Nullable String first(@Nullable String one, @Nullable String other) {
        if (one != null && !one.isBlank()) {
            return one.strip();
        }
        return other == null || other.isBlank() ? null : other.strip();
    }

    /** No secret in here. */
    @Override
    public String toString() {
        return clientId + " at " + baseUrl;
    }
}
