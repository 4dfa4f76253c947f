package dev.dragoman.gateway.secret;

import dev.dragoman.gateway.config.SecretSettings;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Variables that hold ciphertext of Google's Key Management Service.
 *
 * @see <a href="https://cloud.google.com/kms/docs/reference/rest/v1/projects.locations.keyRings.cryptoKeys/decrypt">Cloud KMS:
 *     decrypt</a>
 */
final class GoogleKms implements SecretVault {

    private static final String KEY = "GOOGLE_KMS_RESOURCE_NAME";

    private final VaultWorld world;
    private final GoogleCloud google;
    private final String path;
    private final boolean declared;

    GoogleKms(SecretSettings settings, VaultWorld world) {
        String key = world.required(KEY, "the key, as projects/p/locations/l/keyRings/r/cryptoKeys/k");
        this.world = world;
        this.google =
                new GoogleCloud("https://cloudkms.googleapis.com", "CLOUDSDK_API_ENDPOINT_OVERRIDES_CLOUDKMS", world);
        this.path = "/v1/" + key + ":decrypt";
        this.declared = settings.hosted() != null;
    }

    @Override
    public boolean isOwn(String variable) {
        return variable.equals(KEY) || variable.equals("GOOGLE_APPLICATION_CREDENTIALS");
    }

    @Override
    public @Nullable String read(String name) {
        String ciphertext = Ciphertext.of(world.variable(name));
        if (ciphertext == null) {
            if (declared) {
                Ciphertext.refuse(name, world.variable(name));
            }
            return null;
        }
        VaultAnswer answer = google.ask("POST", path, JsonObject.of("ciphertext", new JsonString(ciphertext)));
        if (answer.status() == 400 && !declared) {
            return null; // A plain value that only looks like ciphertext.
        }
        String plain = GoogleCloud.good(answer).json().string("plaintext");
        return plain == null ? "" : new String(Base64.getDecoder().decode(plain), StandardCharsets.UTF_8).strip();
    }

    @Override
    public String toString() {
        return google + path;
    }
}
