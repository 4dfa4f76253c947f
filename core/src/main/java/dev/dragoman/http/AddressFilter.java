package dev.dragoman.http;

import java.net.InetAddress;

/**
 * Decides which addresses an {@link Upstream} may connect to. It is asked about the very addresses that are then connected
 * to, so a name that means something else a moment later changes nothing. Thread-safe.
 */
@FunctionalInterface
public interface AddressFilter {

    /** Lets everything pass. */
    AddressFilter ALL = (origin, address) -> true;

    /** Whether a connection to the origin may go to this address of its host; must not block. */
    boolean allows(Origin origin, InetAddress address);
}
