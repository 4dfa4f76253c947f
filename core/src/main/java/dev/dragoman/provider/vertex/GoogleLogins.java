package dev.dragoman.provider.vertex;

import dev.dragoman.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Reads Google Cloud credentials.
 *
 * @see <a href="https://google.aip.dev/auth/4110">AIP-4110: Application Default Credentials</a>
 */
final class GoogleLogins {

    private GoogleLogins() {}

    /**
     * The login that credentials describe.
     *
     * @throws IllegalArgumentException naming what is missing or wrong in them
     */
    static GoogleLogin of(JsonObject credentials) {
        String type = credentials.string("type");
        return switch (type) {
            case "service_account" -> ServiceAccountLogin.of(credentials);
            case "authorized_user" -> UserLogin.of(credentials);
            case "external_account" -> FederatedLogin.of(credentials);
            case "impersonated_service_account" -> ImpersonatedLogin.of(credentials);
            case null, default ->
                throw new IllegalArgumentException("Google Cloud credentials of type \"" + type
                        + "\" (expected: service_account, authorized_user, external_account or"
                        + " impersonated_service_account)");
        };
    }

    /** A member that must be there. */
    static String required(JsonObject credentials, String name) {
        String value = credentials.string(name);
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException("Google Cloud credentials of type " + credentials.string("type")
                    + " without " + name + " (expected: a text)");
        }
        return value;
    }

    /** What stands for credentials where they must not be seen. */
    static String digest(JsonObject credentials) {
        try {
            byte[] bytes = credentials.toJson().getBytes(StandardCharsets.UTF_8);
            return "google "
                    + HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException never) {
            throw new IllegalStateException("every Java platform has SHA-256", never);
        }
    }
}
