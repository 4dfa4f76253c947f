package dev.dragoman.gateway.access;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * Keeps passwords as what nobody can turn back: PBKDF2 with HMAC-SHA-512, 210000 rounds and a salt for each, as OWASP advises. The
 * JDK has it and needs no library; memory-hard functions would. The rounds are written beside the hash, so that they can grow. The
 * work keeps a processor busy for a while and is done by few threads of its own. Thread-safe.
 */
public final class Passwords implements AutoCloseable {

    private static final String FORM = "pbkdf2-sha512";
    private static final int ROUNDS = 210_000;
    private static final int MOST_ROUNDS = 10_000_000;
    private static final int SALT_BYTES = 16;
    private static final int HASH_BITS = 256;
    private static final int THREADS = 2;

    private final SecureRandom random = new SecureRandom();
    private final ExecutorService workers = Executors.newFixedThreadPool(
            THREADS, Thread.ofPlatform().name("passwords-", 0).daemon().factory());

    /** The form in which a password is kept. */
    public String hashed(String password) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return FORM + "$" + ROUNDS + "$" + text(salt) + "$" + text(derived(password, salt, ROUNDS));
    }

    /** Whether the password is the one that is kept in this form; false for every other form. */
    public boolean matches(String password, String kept) {
        String[] parts = kept.split(Pattern.quote("$"), -1);
        if (parts.length != 4 || !parts[0].equals(FORM)) {
            return false;
        }
        try {
            int rounds = Integer.parseInt(parts[1]);
            byte[] salt = Base64.getDecoder().decode(parts[2]);
            byte[] hash = Base64.getDecoder().decode(parts[3]);
            return rounds > 0 && rounds <= MOST_ROUNDS && MessageDigest.isEqual(hash, derived(password, salt, rounds));
        } catch (IllegalArgumentException broken) {
            return false;
        }
    }

    private byte[] derived(String password, byte[] salt, int rounds) {
        try {
            return workers.submit(() -> derive(password, salt, rounds)).get();
        } catch (ExecutionException failed) {
            throw new IllegalStateException("a password cannot be hashed", failed.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a password was hashed", interrupted);
        }
    }

    private static byte[] derive(String password, byte[] salt, int rounds) throws GeneralSecurityException {
        PBEKeySpec spec = new PBEKeySpec(password.toCharArray(), salt, rounds, HASH_BITS);
        try {
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA512")
                    .generateSecret(spec)
                    .getEncoded();
        } finally {
            spec.clearPassword();
        }
    }

    private static String text(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    @Override
    public void close() {
        workers.shutdownNow();
    }
}
