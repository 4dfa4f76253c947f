package dev.dragoman.testkit.vertex;

import dev.dragoman.testkit.json.Json;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Base64;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The only service account of a fake; its key is made when it is first needed. Thread-safe. */
final class ServiceAccount {

    static final String EMAIL = "gateway@project-of-the-key.iam.gserviceaccount.com";
    private static final String PROJECT = "project-of-the-key";
    private static final String KEY_ID = "key-1";

    private final ReentrantLock making = new ReentrantLock();
    private @Nullable KeyPair made;

    /** Its credentials, as the console hands them out in a file. */
    String credentials(String tokenUri) {
        byte[] der = keys().getPrivate().getEncoded();
        String pem = "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der) + "\n-----END PRIVATE KEY-----\n";
        return Json.text(Json.object()
                .put("type", "service_account")
                .put("project_id", PROJECT)
                .put("private_key_id", KEY_ID)
                .put("private_key", pem)
                .put("client_email", EMAIL)
                .put("token_uri", tokenUri));
    }

    /** Whether a token is signed by its key. */
    boolean signed(String keyId, String content, String signature) {
        if (!keyId.equals(KEY_ID)) {
            return false;
        }
        try {
            Signature check = Signature.getInstance("SHA256withRSA");
            check.initVerify(keys().getPublic());
            check.update(content.getBytes(StandardCharsets.US_ASCII));
            return check.verify(Base64.getUrlDecoder().decode(signature));
        } catch (GeneralSecurityException | IllegalArgumentException wrong) {
            // No signature at all is a wrong one.
            return false;
        }
    }

    private KeyPair keys() {
        making.lock();
        try {
            if (made == null) {
                KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
                generator.initialize(2048);
                made = generator.generateKeyPair();
            }
            return made;
        } catch (GeneralSecurityException never) {
            throw new IllegalStateException("every Java platform has RSA", never);
        } finally {
            making.unlock();
        }
    }
}
