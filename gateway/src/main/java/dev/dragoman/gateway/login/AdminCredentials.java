package dev.dragoman.gateway.login;

import dev.dragoman.gateway.config.LoginSettings;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The name and the password that the operator gave to the administrator. */
final class AdminCredentials {

    private final String id;
    private final byte[] name;
    private final byte[] password;
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
        this.name = hash(settings.adminName());
        this.password = hash(own == null ? masterKey : own);
        this.hereAlone = own == null && wellKnown;
    }

    /** The user that the administrator is. */
    String id() {
        return id;
    }

    /** Whether these are they; how long it takes says nothing about how much of them was right. */
    boolean isMeant(String givenName, String givenPassword, InetSocketAddress remote) {
        boolean sameName = MessageDigest.isEqual(name, hash(givenName));
        boolean samePassword = MessageDigest.isEqual(password, hash(givenPassword));
        boolean here = !hereAlone || remote.getAddress().isLoopbackAddress();
        return sameName & samePassword & here;
    }

    private static byte[] hash(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
