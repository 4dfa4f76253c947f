package dev.dragoman.gateway.endpoint;

/**
 * A path and who may take it.
 *
 * @param method the HTTP method
 * @param pattern the path; {@code {name}} stands for one segment, {@code {name*}} for the rest of the path
 * @param access who may
 * @param endpoint what answers
 */
public record Route(String method, String pattern, Access access, Endpoint endpoint) {

    /** Who may take a route. */
    public enum Access {
        /** Anybody. */
        PUBLIC,
        /** Anybody with a key. */
        KEY,
        /** Anybody who manages something, if only themselves; what they get depends on what is theirs. */
        MANAGE,
        /** Administrators, and keys of nobody that an administrator made for this alone: identity providers. */
        PROVISION,
        /** Administrators, and those who may look at everything. */
        VIEW,
        /** Administrators. */
        ADMIN
    }
}
