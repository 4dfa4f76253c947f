package dev.dragoman.gateway.config;

import java.util.Locale;

/** Which settings hold secrets, by their names; their values are never shown. */
public final class Secrecy {

    private Secrecy() {}

    /** Whether the setting of that name is a secret. */
    public static boolean isSecret(String key) {
        String name = key.toLowerCase(Locale.ROOT);
        return name.contains("key")
                || name.contains("secret")
                || name.contains("token") && !name.contains("tokens")
                || name.contains("password")
                || name.contains("credentials")
                || name.equals("database_url")
                || name.equals("redis_url");
    }
}
