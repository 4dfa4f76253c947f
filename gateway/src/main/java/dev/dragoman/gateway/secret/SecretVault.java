package dev.dragoman.gateway.secret;

import org.jspecify.annotations.Nullable;

/**
 * A place where secrets are kept under names. Thread-safe. A class of the operator's own implements this as well: it is public, and
 * has a public constructor that takes the environment as {@code Map<String, String>}, or nothing.
 */
public interface SecretVault extends AutoCloseable {

    /**
     * The secret; null when there is none of that name.
     *
     * @throws VaultException when the place does not tell; any other exception counts as such too
     */
    @Nullable
    String read(String name);

    /**
     * Puts a secret there, in the place of an older one of that name.
     *
     * @throws UnsupportedOperationException when nothing can be written there
     */
    default void write(String name, String secret, Filing filing) {
        throw new UnsupportedOperationException("nothing can be written there");
    }

    /**
     * Removes a secret; nothing happens when there is none.
     *
     * @throws UnsupportedOperationException when nothing can be removed there
     */
    default void delete(String name, Filing filing) {
        throw new UnsupportedOperationException("nothing can be removed there");
    }

    /** Whether the variable tells how this place is reached, so that it cannot be kept there. */
    default boolean isOwn(String variable) {
        return false;
    }

    /** The name as this place takes it. */
    default String nameOf(String wished) {
        return wished;
    }

    /** Keeps alive what expires, such as a login; called often, from a thread that may wait. */
    default void tend() {}

    @Override
    default void close() {}
}
