package dev.dragoman.gateway.secret;

import dev.dragoman.gateway.config.SecretSettings;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Variables that hold ciphertext of AWS's Key Management Service; what is not among them is read from AWS Secrets Manager.
 *
 * @see <a href="https://docs.aws.amazon.com/kms/latest/APIReference/API_Decrypt.html">AWS KMS: Decrypt</a>
 */
final class AwsKms implements SecretVault {

    private final VaultWorld world;
    private final AwsService service;
    private final boolean declared;
    private final AwsSecrets others;

    AwsKms(SecretSettings settings, VaultWorld world) {
        this.world = world;
        this.service = service(settings.aws(), world);
        this.declared = settings.hosted() != null;
        this.others = new AwsSecrets(settings, world);
    }

    private static AwsService service(Map<String, String> settings, VaultWorld world) {
        return new AwsService("kms", "AWS_ENDPOINT_URL_KMS", "TrentService", settings, world);
    }

    /** Ciphertext in the variables of the process, with settings of the environment only. */
    static String decrypted(String ciphertext, VaultWorld world) {
        return opened(service(Map.of(), world).done("Decrypt", question(ciphertext)));
    }

    @Override
    public boolean isOwn(String variable) {
        return others.isOwn(variable);
    }

    @Override
    public @Nullable String read(String name) {
        String ciphertext = Ciphertext.of(world.variable(name));
        if (ciphertext == null) {
            String kept = others.read(name);
            if (kept == null && declared) {
                Ciphertext.refuse(name, world.variable(name));
            }
            return kept;
        }
        VaultAnswer answer = service.ask("Decrypt", question(ciphertext));
        if (answer.isGood()) {
            return opened(answer.json());
        }
        if ("InvalidCiphertextException".equals(AwsService.refusal(answer)) && !declared) {
            return null; // A plain value that only looks like ciphertext.
        }
        throw AwsService.refused(answer);
    }

    private static JsonObject question(String ciphertext) {
        return JsonObject.of("CiphertextBlob", new JsonString(ciphertext));
    }

    private static String opened(JsonObject answer) {
        String plain = answer.string("Plaintext");
        if (plain == null) {
            throw new VaultException("AWS KMS: the answer has no Plaintext", false, null);
        }
        return new String(Base64.getDecoder().decode(plain), StandardCharsets.UTF_8).strip();
    }

    @Override
    public void write(String name, String secret, Filing filing) {
        others.write(name, secret, filing);
    }

    @Override
    public void delete(String name, Filing filing) {
        others.delete(name, filing);
    }

    @Override
    public String nameOf(String wished) {
        return others.nameOf(wished);
    }

    @Override
    public String toString() {
        return service + " and " + others;
    }
}
