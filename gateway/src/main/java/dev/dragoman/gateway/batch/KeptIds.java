package dev.dragoman.gateway.batch;

import dev.dragoman.error.NotFoundException;
import dev.dragoman.gateway.call.Caller;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Ids of files and batches that tell where they are. They are sealed: nobody can make one that leads elsewhere, and buckets and hosts
 * come from the configuration alone. Thread-safe.
 */
final class KeptIds {

    private static final String FILE = "file-dragoman-";
    private static final String BATCH = "batch_dragoman-";
    private static final String ALGORITHM = "HmacSHA256";
    private static final int SEAL_BYTES = 16;
    private static final int OWNER_BYTES = 8;
    private static final int LONGEST = 4_000;

    private final SecretKeySpec secret;

    /** Ids that are sealed with this secret. */
    KeptIds(String secret) {
        this.secret = new SecretKeySpec(("batch ids:" + secret).getBytes(StandardCharsets.UTF_8), ALGORITHM);
    }

    /** Whether an id looks like one of these. */
    static boolean isOurs(String id) {
        return id.startsWith(FILE) || id.startsWith(BATCH);
    }

    /** The id as clients know it. */
    String told(KeptId id) {
        byte[] text = id.text().getBytes(StandardCharsets.UTF_8);
        byte[] whole = Arrays.copyOf(seal(text, SEAL_BYTES), SEAL_BYTES + text.length);
        System.arraycopy(text, 0, whole, SEAL_BYTES, text.length);
        String prefix = id.kind() == KeptId.Kind.BATCH ? BATCH : FILE;
        return prefix + Base64.getUrlEncoder().withoutPadding().encodeToString(whole);
    }

    /**
     * What an id of the caller's tells.
     *
     * @throws NotFoundException when it is none, or another's
     */
    KeptId read(String told, Caller caller) {
        KeptId id = opened(told);
        if (!caller.admin() && !id.owner().equals(owner(caller))) {
            throw Wrong.missing(told);
        }
        return id;
    }

    /** Whose something is that the caller makes. */
    String owner(Caller caller) {
        byte[] key = ("owner:" + caller.keyHash()).getBytes(StandardCharsets.UTF_8);
        return HexFormat.of().formatHex(seal(key, OWNER_BYTES));
    }

    private KeptId opened(String told) {
        String prefix = told.startsWith(BATCH) ? BATCH : FILE;
        if (!told.startsWith(prefix) || told.length() > LONGEST) {
            throw Wrong.missing(told);
        }
        try {
            byte[] whole = Base64.getUrlDecoder().decode(told.substring(prefix.length()));
            byte[] text = Arrays.copyOfRange(whole, Math.min(SEAL_BYTES, whole.length), whole.length);
            byte[] seal = Arrays.copyOf(whole, SEAL_BYTES);
            if (!MessageDigest.isEqual(seal, seal(text, SEAL_BYTES))) {
                throw Wrong.missing(told);
            }
            KeptId id = KeptId.of(new String(text, StandardCharsets.UTF_8));
            if ((id.kind() == KeptId.Kind.BATCH) != prefix.equals(BATCH)) {
                throw Wrong.missing(told);
            }
            return id;
        } catch (IllegalArgumentException none) {
            throw Wrong.missing(told);
        }
    }

    private byte[] seal(byte[] text, int length) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(secret);
            return Arrays.copyOf(mac.doFinal(text), length);
        } catch (GeneralSecurityException never) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, never);
        }
    }
}
