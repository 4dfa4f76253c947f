package dev.dragoman.gateway.extension;

/** What {@link CustomAuth} decides about a caller. */
public sealed interface AuthDecision {

    /** The caller is known, and is this one. */
    record Admitted(CallerIdentity identity) implements AuthDecision {}

    /**
     * The caller holds a key of the gateway, and may do what that key may.
     *
     * @param key the key, or its SHA-256 in hexadecimal
     * @param hashed whether it is the SHA-256
     */
    record ActingAs(String key, boolean hashed) implements AuthDecision {

        /** Never the key. */
        @Override
        public String toString() {
            return "ActingAs";
        }
    }

    /**
     * The caller must not call.
     *
     * @param reason told to them
     */
    record Refused(String reason) implements AuthDecision {}

    /** It is none of those whom this code knows. */
    record Unknown() implements AuthDecision {}

    /** Lets somebody in. */
    static AuthDecision admit(CallerIdentity identity) {
        return new Admitted(identity);
    }

    /** Lets somebody in as the holder of a key. */
    static AuthDecision actAs(String key) {
        return new ActingAs(key, false);
    }

    /**
     * Lets somebody in as the holder of the key with that SHA-256, in hexadecimal. Hashes are no secrets: one that a client sent must
     * not come here.
     */
    static AuthDecision actAsHash(String hash) {
        return new ActingAs(hash, true);
    }

    /** Refuses the caller; the reason is told to them. */
    static AuthDecision refuse(String reason) {
        return new Refused(reason);
    }

    /** Leaves the caller to keys and tokens where {@code custom_auth_settings.mode} is {@code auto}; else refuses. */
    static AuthDecision unknown() {
        return new Unknown();
    }
}
