package dev.dragoman.gateway.login;

import dev.dragoman.gateway.config.LoginSettings;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The name and the password that the operator gave to the administrator. */
final class AdminCredentials {

    private final String id;
    private final byte[] both;
    private final boolean hereAlone;

    /**
     * The credentials.
     *
     * @param masterKey the password where there is no other
     * @param wellKnown whether everybody knows the master key, which counts from this machine alone then
     */
    AdminCredentials(LoginSettings settings, String masterKey, boolean wellKnown) {
        String own = settings.adminPassword();
        this.id = settings.adminId();
        this.both = hash(settings.adminName(), own == null ? masterKey : own);
        this.hereAlone = own == null && wellKnown;
    }

    /** The user that the administrator is. */
    String id() {
        return id;
    }

    /** Whether these are they; how long it takes says nothing about how much of them was right. */
    boolean isMeant(String givenName, String givenPassword, InetSocketAddress remote) {
        boolean here = !hereAlone || remote.getAddress().isLoopbackAddress();
        return MessageDigest.isEqual(both, hash(givenName, givenPassword)) && here;
    }

    private static byte[] hash(String name, String password) {
        try {
            String text = name + '\0' + password;
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
