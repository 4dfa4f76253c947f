package dev.dragoman.gateway.config;

import java.util.Locale;

/** The kinds of places that secrets are kept in. */
public enum SecretSystem {
    AWS_SECRET_MANAGER,
    AWS_KMS,
    AZURE_KEY_VAULT,
    GOOGLE_SECRET_MANAGER,
    GOOGLE_KMS,
    HASHICORP_VAULT,
    CYBERARK,
    /** A class of the operator's own. */
    CUSTOM,
    /** Nothing but the environment. */
    LOCAL;

    static SecretSystem of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** As it is written in a configuration. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
