package dev.dragoman.gateway.secret;

import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Values of variables that a key of a key management service opens. */
final class Ciphertext {

    /** Shorter ones are no ciphertext of any such service. */
    private static final int SHORTEST = 32;

    private Ciphertext() {}

    /** Says that a variable which should hold ciphertext holds something else. */
    static void refuse(String name, @Nullable String value) {
        if (value != null) {
            throw new VaultException(name + " holds no ciphertext, as hosted_keys says", false, null);
        }
    }

    /** The text without what shells add; null when it cannot be ciphertext, and must not be sent anywhere. */
    static @Nullable String of(@Nullable String value) {
        if (value == null) {
            return null;
        }
        String text = value.strip();
        try {
            return Base64.getDecoder().decode(text).length < SHORTEST ? null : text;
        } catch (IllegalArgumentException plain) {
            // What is no Base64 is meant as it stands.
            return null;
        }
    }
}
