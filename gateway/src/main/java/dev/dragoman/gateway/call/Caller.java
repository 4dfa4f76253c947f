package dev.dragoman.gateway.call;

import org.jspecify.annotations.Nullable;

/**
 * Who is calling.
 *
 * @param keyHash SHA-256 of the key in hexadecimal; never the key
 * @param alias a name for reports
 * @param admin whether everything is allowed
 * @param grant what came with the key; null for the master key and for the gateway itself, for which nothing is limited
 */
public record Caller(
        String keyHash,
        String alias,
        boolean admin,
        @Nullable Grant grant) {

    /** Who stands for the master key in everything that is told of users. */
    public static final String ADMIN_USER = "default_user_id";

    /** Somebody without limits. */
    public Caller(String keyHash, String alias, boolean admin) {
        this(keyHash, alias, admin, null);
    }

    /** What they may do. */
    public Role role() {
        Grant given = grant;
        return given == null ? admin ? Role.PROXY_ADMIN : Role.NONE : given.role();
    }

    /** The user they are; null for nobody. */
    public @Nullable String userId() {
        Grant given = grant;
        return given == null ? admin ? ADMIN_USER : null : given.userId();
    }

    /** The team they call for; null for none. */
    public @Nullable String teamId() {
        Grant given = grant;
        return given == null ? null : given.teamId();
    }

    /** The organization they call for; null for none. */
    public @Nullable String organizationId() {
        Grant given = grant;
        return given == null ? null : given.organizationId();
    }

    /** Under which spend and limits of the key are counted: it stays the same when the key is rotated. */
    public String account() {
        Grant given = grant;
        String id = given == null ? null : given.key().string("key_id");
        return id == null ? keyHash : id;
    }
}
