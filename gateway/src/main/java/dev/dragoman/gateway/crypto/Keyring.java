package dev.dragoman.gateway.crypto;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The keys by which secrets in the database are read. Thread-safe. */
public final class Keyring {

    private final CipherKey primary;
    private final Map<String, CipherKey> keys = new ConcurrentHashMap<>();

    private Keyring(CipherKey primary) {
        this.primary = primary;
        add(primary);
    }

    /**
     * The keys of an operator.
     *
     * @param saltKey encrypts when it is there; null for none
     * @param masterKey encrypts without a salt key, and reads what it encrypted before there was one
     */
    public static Keyring of(@Nullable String saltKey, String masterKey) {
        CipherKey master = CipherKey.of(masterKey);
        Keyring keys = new Keyring(saltKey == null ? master : CipherKey.of(saltKey));
        keys.add(master);
        return keys;
    }

    /** The key that encrypts where nothing has been encrypted yet. */
    public CipherKey primary() {
        return primary;
    }

    /** The key of that id; null when it is not known here. */
    public @Nullable CipherKey find(String id) {
        return keys.get(id);
    }

    /** Reads by that key as well from now on. */
    public void add(CipherKey key) {
        keys.put(key.id(), key);
    }

    /** Whether the text was encrypted by a key of this kind. */
    public static boolean isEncrypted(String text) {
        return text.startsWith(CipherKey.PREFIX);
    }

    /** The id of the key that encrypted the text; empty when it is none of this kind. */
    public static String keyId(String text) {
        int end = isEncrypted(text) ? text.indexOf(':', CipherKey.PREFIX.length()) : -1;
        return end < 0 ? "" : text.substring(CipherKey.PREFIX.length(), end);
    }

    /**
     * Reads an encrypted text.
     *
     * @param place where it is kept
     * @throws UnreadableException when its key is not known, or it was changed or moved
     */
    public String decrypt(String text, String place) throws UnreadableException {
        String id = keyId(text);
        CipherKey key = find(id);
        if (key == null) {
            throw new UnreadableException(
                    id.isEmpty()
                            ? "it is not encrypted in a way that is known here"
                            : "it was encrypted by another key (id " + id + ")");
        }
        return key.decrypt(text.substring(CipherKey.PREFIX.length() + id.length() + 1), place);
    }
}
