package dev.dragoman.gateway.identity;

import dev.dragoman.error.AuthenticationException;
import dev.dragoman.gateway.call.Caller;
import dev.dragoman.gateway.call.Callers;
import dev.dragoman.gateway.call.Visit;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Knows callers by their key, and asks those who know others. Thread-safe. */
public final class Identity implements Callers {

    /** The example key of LiteLLM's documentation; it is accepted from this machine only. */
    public static final String WELL_KNOWN_KEY = "sk-1234";

    private final Credential credential;
    private final byte[] masterHash;
    private final boolean wellKnown;
    private final Caller master;
    private final KeyHolders holders;
    private final @Nullable CustomCallers custom;
    private final @Nullable TokenCallers tokens;

    /**
     * An identity that knows the master key, the holders of others, and callers who have no key of the gateway.
     *
     * @param keyHeader a further header in which clients may send their key; null for none
     * @param custom those whom code of the operator's own knows; null for none
     * @param tokens those with tokens; null for none
     */
    public Identity(
            String masterKey,
            @Nullable String keyHeader,
            KeyHolders holders,
            @Nullable CustomCallers custom,
            @Nullable TokenCallers tokens) {
        this.holders = holders;
        this.custom = custom;
        this.tokens = tokens;
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
    public Caller of(Visit visit) {
        String key = credential.of(visit.headers());
        Caller known = custom == null ? null : custom.find(visit, key);
        if (known != null) {
            return known;
        }
        return key == null || key.isEmpty() ? nobody(visit) : holder(key, visit);
    }

    private Caller nobody(Visit visit) {
        Caller anybody = tokens == null ? null : tokens.anybody(visit);
        if (anybody == null) {
            throw Refused.because(
                    "No api key passed in (expected: Authorization: Bearer sk-..., x-api-key or api-key)");
        }
        return anybody;
    }

    private Caller holder(String key, Visit visit) {
        byte[] hash = KeyHash.of(key);
        if (!MessageDigest.isEqual(hash, masterHash)) {
            return holder(key, HexFormat.of().formatHex(hash), visit);
        }
        if (wellKnown && !visit.remote().getAddress().isLoopbackAddress()) {
            throw Refused.because(
                    "The well-known key " + WELL_KNOWN_KEY + " works from this machine only; set another master key");
        }
        return master;
    }

    private Caller holder(String key, String hash, Visit visit) {
        if (key.startsWith("sk-")) {
            return holders.of(hash, masked(key));
        }
        Caller bearer = tokens == null ? null : tokens.find(key, hash, visit);
        if (bearer == null) {
            throw Refused.because(
                    "LiteLLM Virtual Key expected. Received=" + masked(key) + ", expected to start with 'sk-'.");
        }
        return bearer;
    }

    private static String masked(String key) {
        return key.length() < 12 ? "..." : key.substring(0, 3) + "..." + key.substring(key.length() - 4);
    }
}
