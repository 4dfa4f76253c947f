package dev.dragoman.gateway.secret;

import dev.dragoman.http.Headers;
import dev.dragoman.provider.Percent;
import dev.dragoman.provider.entra.EntraTokens;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tokens by which identity providers say who this process is, referred to as {@code oidc/<provider>/<audience>}. */
final class OidcTokens {

    private static final Duration GOOGLE_LIFE = Duration.ofMinutes(59);
    private static final Duration GITHUB_LIFE = Duration.ofSeconds(295);
    /** Whoever puts a token into a file renews it there. */
    private static final Duration FILE_LIFE = Duration.ofSeconds(60);

    private static final String FOLDERS = "LITELLM_OIDC_ALLOWED_CREDENTIAL_DIRS";
    private static final byte[] NOTHING = new byte[0];

    private final VaultWorld world;

    OidcTokens(VaultWorld world) {
        this.world = world;
    }

    /**
     * A token.
     *
     * @param life how long it is used before it is fetched again
     */
    record Read(String token, Duration life) {

        /** No token in here. */
        @Override
        public String toString() {
            return "token for " + life;
        }
    }

    /**
     * The token of a reference.
     *
     * @throws VaultException when there is none
     */
    Read read(String reference) {
        String[] parts = reference.split("/", 3);
        String audience = parts.length < 3 ? "" : parts[2];
        return switch (parts.length < 2 ? "" : parts[1]) {
            case "google" -> new Read(google(audience), GOOGLE_LIFE);
            case "github" -> new Read(github(audience), GITHUB_LIFE);
            case "azure" -> azure(audience);
            case "circleci" -> new Read(variable("CIRCLE_OIDC_TOKEN"), FILE_LIFE);
            case "circleci_v2" -> new Read(variable("CIRCLE_OIDC_TOKEN_V2"), FILE_LIFE);
            case "env" -> new Read(variable(audience), FILE_LIFE);
            case "env_path" -> new Read(file(variable(audience)), FILE_LIFE);
            case "file" -> new Read(allowed(audience), FILE_LIFE);
            default ->
                throw refused(
                        "\"" + reference
                                + "\" (expected: oidc/ with google, github, azure, circleci, circleci_v2, file, env or env_path)");
        };
    }

    private String google(String audience) {
        String host = world.variable("GCE_METADATA_HOST", "metadata.google.internal");
        String query = "?audience=" + Percent.encoded(audience, Percent.UNRESERVED);
        return world.server("GCE_METADATA_HOST", "http://" + host)
                .ask(
                        "GET",
                        "/computeMetadata/v1/instance/service-accounts/default/identity" + query,
                        Headers.of("metadata-flavor", "Google"),
                        NOTHING)
                .orThrow(null)
                .text()
                .strip();
    }

    private String github(String audience) {
        String address = variable("ACTIONS_ID_TOKEN_REQUEST_URL");
        URI uri = URI.create(address);
        String query = (uri.getRawQuery() == null ? "?" : "?" + uri.getRawQuery() + "&") + "audience="
                + Percent.encoded(audience, Percent.UNRESERVED);
        String token = world.server("ACTIONS_ID_TOKEN_REQUEST_URL", address)
                .ask(
                        "GET",
                        query,
                        Headers.of("authorization", "Bearer " + variable("ACTIONS_ID_TOKEN_REQUEST_TOKEN")),
                        NOTHING)
                .orThrow(null)
                .json()
                .string("value");
        if (token == null) {
            throw refused("GitHub's answer has no value");
        }
        return token;
    }

    private Read azure(String audience) {
        String federated = world.variable("AZURE_FEDERATED_TOKEN_FILE");
        if (federated != null) {
            return new Read(file(federated), FILE_LIFE);
        }
        Map<String, String> login = new HashMap<>(AzureKeyVault.login("", world));
        login.put("azure_scope", audience.endsWith("/.default") ? audience : audience + "/.default");
        EntraTokens entra = new EntraTokens("oidc/azure", "AZURE_FEDERATED_TOKEN_FILE");
        return new Read(entra.token(world.target("oidc", login), world.tokens()), FILE_LIFE);
    }

    private String variable(String name) {
        String value = world.variable(name);
        if (value == null) {
            throw refused("the environment variable " + name + " is not set");
        }
        return value.strip();
    }

    private String allowed(String name) {
        Path path = path(name.startsWith("/") ? name : "/" + name);
        Path real = real(path);
        String folders = world.variable(FOLDERS, "/var/run/secrets,/run/secrets");
        for (String folder : List.of(folders.split(",", -1))) {
            Path allowed = folder.isBlank() ? null : path(folder.strip());
            if (allowed != null && (real.startsWith(allowed) || real.startsWith(real(allowed)))) {
                return file(real.toString());
            }
        }
        throw refused(path + " (expected: a file in one of " + folders + ", which " + FOLDERS + " sets)");
    }

    /** The path behind links, so that none leads out of what is allowed. */
    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException absent) {
            return path.toAbsolutePath().normalize();
        }
    }

    private static Path path(String name) {
        try {
            return Path.of(name);
        } catch (InvalidPathException invalid) {
            throw refused("\"" + name + "\" (expected: a path)", invalid);
        }
    }

    private static String file(String name) {
        try {
            return Files.readString(path(name)).strip();
        } catch (IOException unreadable) {
            throw refused(name + " cannot be read (expected: a file with a token)", unreadable);
        }
    }

    private static VaultException refused(String message) {
        return refused(message, null);
    }

    private static VaultException refused(String message, @Nullable Throwable cause) {
        return new VaultException(message, false, cause);
    }
}
