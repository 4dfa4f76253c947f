package dev.dragoman.provider.vertex;

import dev.dragoman.json.Json;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonSyntaxException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Completes the settings of a Vertex AI deployment from the machine that it runs on: Google's Application Default
 * Credentials, and project and location of the environment.
 *
 * @see <a href="https://cloud.google.com/docs/authentication/application-default-credentials">Google: How Application Default
 *     Credentials works</a>
 */
public final class VertexSettings {

    static final String CREDENTIALS = "vertex_credentials";
    static final String METADATA_HOST = "vertex_metadata_host";
    private static final String PROJECT = "vertex_project";
    private static final String LOCATION = "vertex_location";
    private static final String USER_FILE = "application_default_credentials.json";

    private final Function<String, @Nullable String> environment;

    private VertexSettings(Function<String, @Nullable String> environment) {
        this.environment = environment;
    }

    /**
     * The settings with credentials as JSON text, project and location, as far as they are known.
     *
     * @param environment the value of a variable, null when it is not set
     * @throws IllegalArgumentException when a file of credentials cannot be read, or is none
     */
    public static Map<String, String> resolved(
            Map<String, String> settings, Function<String, @Nullable String> environment) {
        return new VertexSettings(environment).resolved(settings);
    }

    private Map<String, String> resolved(Map<String, String> settings) {
        Map<String, String> resolved = new HashMap<>(settings);
        JsonObject credentials = credentials(settings.get(CREDENTIALS));
        if (credentials != null) {
            JsonObject located = AwsIdentity.located(credentials, environment);
            resolved.put(CREDENTIALS, located.toJson());
            GoogleLogins.of(located);
        }
        put(resolved, PROJECT, first(List.of("VERTEXAI_PROJECT", "VERTEX_PROJECT")));
        if (credentials != null) {
            put(resolved, PROJECT, credentials.string("project_id"));
            put(resolved, PROJECT, credentials.string("quota_project_id"));
        }
        put(resolved, PROJECT, first(List.of("GOOGLE_CLOUD_PROJECT", "GCLOUD_PROJECT")));
        put(resolved, LOCATION, first(List.of("VERTEXAI_LOCATION", "VERTEX_LOCATION")));
        put(resolved, METADATA_HOST, environment.apply("GCE_METADATA_HOST"));
        return resolved;
    }

    private static void put(Map<String, String> settings, String name, @Nullable String value) {
        String told = settings.get(name);
        if (value != null && (told == null || told.isBlank())) {
            settings.put(name, value);
        }
    }

    private @Nullable JsonObject credentials(@Nullable String told) {
        if (told != null && !told.isBlank()) {
            return credentials(told.strip(), CREDENTIALS);
        }
        for (String variable : List.of("VERTEXAI_CREDENTIALS", "GOOGLE_APPLICATION_CREDENTIALS")) {
            String value = environment.apply(variable);
            if (value != null) {
                return credentials(value.strip(), variable);
            }
        }
        Path user = userFile();
        return user != null && Files.isRegularFile(user) ? credentials(user.toString(), "gcloud") : null;
    }

    private JsonObject credentials(String pathOrJson, String source) {
        boolean inline = pathOrJson.startsWith("{");
        String shown = inline ? source : source + ": " + pathOrJson;
        try {
            return Json.parseObject(inline ? pathOrJson : Files.readString(path(pathOrJson)));
        } catch (JsonSyntaxException wrong) {
            throw new IllegalArgumentException(shown + " (expected: JSON of Google Cloud credentials)", wrong);
        } catch (IOException unreadable) {
            throw new IllegalArgumentException(
                    shown + " cannot be read (expected: a file of Google Cloud credentials, or their JSON)",
                    unreadable);
        }
    }

    private Path path(String told) {
        String home = environment.apply("HOME");
        return told.startsWith("~/") && home != null ? Path.of(home, told.substring(2)) : Path.of(told);
    }

    /** Where {@code gcloud auth application-default login} puts a user's credentials. */
    private @Nullable Path userFile() {
        String directory = environment.apply("CLOUDSDK_CONFIG");
        if (directory != null) {
            return Path.of(directory, USER_FILE);
        }
        String windows = environment.apply("APPDATA");
        if (windows != null) {
            return Path.of(windows, "gcloud", USER_FILE);
        }
        String home = environment.apply("HOME");
        return home == null ? null : Path.of(home, ".config", "gcloud", USER_FILE);
    }

    private @Nullable String first(List<String> variables) {
        for (String variable : variables) {
            String value = environment.apply(variable);
            if (value != null && !value.isBlank()) {
                return value.strip();
            }
        }
        return null;
    }
}
