package dev.dragoman.gateway.identity;

import dev.dragoman.error.AuthenticationException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.gateway.call.Caller;
import dev.dragoman.gateway.call.Callers;
import dev.dragoman.http.Headers;
import java.net.InetSocketAddress;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Knows callers by their key. Thread-safe. */
public final class Identity implements Callers {

    /** The example key of LiteLLM's documentation; it is accepted from this machine only. */
    public static final String WELL_KNOWN_KEY = "sk-1234";

    private final Credential credential;
    private final byte[] masterHash;
    private final boolean wellKnown;
    private final Caller master;
    private final KeyHolders holders;

    /**
     * An identity that knows the master key, and the holders of others.
     *
     * @param keyHeader a further header in which clients may send their key; null for none
     */
    public Identity(String masterKey, @Nullable String keyHeader, KeyHolders holders) {
        this.holders = holders;
        this.credential = new Credential(keyHeader);
        this.masterHash = KeyHash.of(masterKey);
        this.wellKnown = masterKey.equals(WELL_KNOWN_KEY);
        this.master = new Caller(HexFormat.of().formatHex(masterHash), "master", true);
    }

    /**
     * The caller behind the key in the header fields.
     *
     * @throws AuthenticationException when there is no key or nobody has it
     */
    @Override
    public Caller of(Headers headers, InetSocketAddress remote) {
        String key = credential.of(headers);
        if (key == null || key.isEmpty()) {
            throw refused("No api key passed in (expected: Authorization: Bearer sk-..., x-api-key or api-key)");
        }
        byte[] hash = KeyHash.of(key);
        if (!MessageDigest.isEqual(hash, masterHash)) {
            return holder(key, hash);
        }
        if (wellKnown && !remote.getAddress().isLoopbackAddress()) {
            throw refused(
                    "The well-known key " + WELL_KNOWN_KEY + " works from this machine only; set another master key");
        }
        return master;
    }

    private Caller holder(String key, byte[] hash) {
        if (!key.startsWith("sk-")) {
            throw refused("LiteLLM Virtual Key expected. Received=" + masked(key) + ", expected to start with 'sk-'.");
        }
        return holders.of(HexFormat.of().formatHex(hash), masked(key));
    }

    private static AuthenticationException refused(String message) {
        return new AuthenticationException(
                ErrorDetail.of("Authentication Error, " + message).withType("auth_error"));
    }

    private static String masked(String key) {
        return key.length() < 12 ? "..." : key.substring(0, 3) + "..." + key.substring(key.length() - 4);
    }
}
