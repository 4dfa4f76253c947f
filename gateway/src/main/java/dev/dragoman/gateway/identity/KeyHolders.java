package dev.dragoman.gateway.identity;

import dev.dragoman.gateway.call.Caller;

/** Knows who holds which virtual key. */
@FunctionalInterface
public interface KeyHolders {

    /**
     * The holder.
     *
     * @param hash SHA-256 of the key in hexadecimal
     * @param masked the key as it may be shown
     * @throws dev.dragoman.error.AuthenticationException when nobody holds it, or it must not be used any more
     * @throws dev.dragoman.error.ServiceUnavailableException when that cannot be told at the moment
     */
    Caller of(String hash, String masked);
}
