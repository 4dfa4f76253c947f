package dev.dragoman.gateway.secret;

import dev.dragoman.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The names under which virtual keys are kept.
 *
 * @param alias what people call the key; null when it has no name
 * @param id what it is counted under, which stays when it is rotated; null when that is not known
 * @param team whose it is; null for nobody's
 */
record KeyCopy(
        @Nullable String alias,
        @Nullable String id,
        @Nullable String team) {

    /** Of a key's document; the key itself is shown only when it is made. */
    static KeyCopy of(@Nullable String key, JsonObject document) {
        String alias = document.string("key_alias");
        String id = document.string("key_id");
        return new KeyCopy(
                alias == null || alias.isBlank() ? null : alias,
                id != null || key == null ? id : hash(key),
                document.string("team_id"));
    }

    /** The name; null when the key has none that can be known. */
    @Nullable
    String name(String prefix) {
        if (alias != null) {
            return prefix + harmless(alias);
        }
        return id == null ? null : prefix + "virtual-key-" + id;
    }

    /** For messages. */
    String shown() {
        return alias == null ? "without an alias, " + id : "\"" + alias + "\"";
    }

    /** An alias is anybody's choice: it must not lead out of the folder of keys. */
    private static String harmless(String alias) {
        StringBuilder harmless = new StringBuilder();
        for (String part : alias.split("/", -1)) {
            String plain = part.replaceAll("[\\p{Cntrl}?#%\\\\]", "-").strip();
            harmless.append(harmless.isEmpty() ? "" : "/").append(plain.matches("\\.*") ? "-" : plain);
        }
        return harmless.toString();
    }

    private static String hash(String key) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(key.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException never) {
            throw new IllegalStateException("every Java platform has SHA-256", never);
        }
    }
}
