package dev.dragoman.gateway.secret;

import dev.dragoman.json.Json;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Google Secret Manager.
 *
 * @see <a href="https://cloud.google.com/secret-manager/docs/reference/rest">Secret Manager API</a>
 */
final class GoogleSecrets implements SecretVault {

    static final String PROJECT = "GOOGLE_SECRET_MANAGER_PROJECT_ID";
    private static final JsonObject REPLICATED = Json.parseObject("{\"replication\":{\"automatic\":{}}}");

    private final GoogleCloud google;
    private final String secrets;

    GoogleSecrets(VaultWorld world) {
        String project = world.required(PROJECT, "the project that the secrets are in");
        this.google = new GoogleCloud(
                "https://secretmanager.googleapis.com", "CLOUDSDK_API_ENDPOINT_OVERRIDES_SECRETMANAGER", world);
        this.secrets = "/v1/projects/" + project + "/secrets";
    }

    @Override
    public boolean isOwn(String variable) {
        return variable.startsWith("GOOGLE_SECRET_MANAGER_")
                || variable.equals("GOOGLE_APPLICATION_CREDENTIALS")
                || variable.equals("VERTEXAI_CREDENTIALS");
    }

    @Override
    public @Nullable String read(String name) {
        if (!nameOf(name).equals(name)) {
            return null; // No secret can have that name.
        }
        VaultAnswer answer = google.ask("GET", secrets + "/" + name + "/versions/latest:access", null);
        if (answer.status() == 404) {
            return null;
        }
        JsonObject payload = GoogleCloud.good(answer).json().object("payload");
        String data = payload == null ? null : payload.string("data");
        return data == null ? null : new String(Base64.getDecoder().decode(data), StandardCharsets.UTF_8);
    }

    @Override
    public void write(String name, String secret, Filing filing) {
        VaultAnswer made = google.ask("POST", secrets + "?secretId=" + name, creation(filing));
        if (made.status() != 409) {
            GoogleCloud.good(made);
        }
        String data = Base64.getEncoder().encodeToString(secret.getBytes(StandardCharsets.UTF_8));
        GoogleCloud.good(google.ask(
                "POST",
                secrets + "/" + name + ":addVersion",
                JsonObject.of("payload", JsonObject.of("data", new JsonString(data)))));
    }

    /** Labels have small letters only; what is no label is an annotation. */
    private static JsonObject creation(Filing filing) {
        JsonObject.Builder labels = JsonObject.builder();
        JsonObject.Builder annotations = JsonObject.builder();
        annotations.putIfPresent("description", filing.description());
        filing.tags().forEach((key, value) -> (isLabel(key) && isLabel(value) ? labels : annotations).put(key, value));
        JsonObject creation = labels.isEmpty() ? REPLICATED : REPLICATED.with("labels", labels.build());
        return annotations.isEmpty() ? creation : creation.with("annotations", annotations.build());
    }

    private static boolean isLabel(String text) {
        return text.equals(text.toLowerCase(Locale.ROOT)) && text.matches("[a-z0-9_-]{1,63}");
    }

    @Override
    public void delete(String name, Filing filing) {
        VaultAnswer answer = google.ask("DELETE", secrets + "/" + name, null);
        if (answer.status() != 404) {
            GoogleCloud.good(answer);
        }
    }

    /** Letters, digits, dashes and low lines. */
    @Override
    public String nameOf(String wished) {
        return wished.replaceAll("[^A-Za-z0-9_-]", "-");
    }

    @Override
    public String toString() {
        return google + secrets;
    }
}
