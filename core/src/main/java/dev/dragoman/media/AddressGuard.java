package dev.dragoman.media;

import dev.dragoman.http.AddressFilter;
import dev.dragoman.http.Origin;
import java.net.InetAddress;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Keeps addresses that callers name away from private servers: loopback, private and link-local networks, clouds' metadata
 * and whatever else is not the public internet. Hosts that an operator lists are allowed wherever they are.
 */
public final class AddressGuard implements AddressFilter {

    private final Set<String> allowed;

    /**
     * A guard.
     *
     * @param allowedHosts hosts as they stand in addresses, with or without a port, such as {@code files.corp.internal},
     *     {@code 10.0.0.12:8080} or {@code [::1]:443}
     */
    public AddressGuard(Collection<String> allowedHosts) {
        this.allowed = allowedHosts.stream()
                .map(host -> host.strip().toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public boolean allows(Origin origin, InetAddress address) {
        return isListed(origin) || PublicAddresses.contain(address);
    }

    private boolean isListed(Origin origin) {
        String host = origin.host().toLowerCase(Locale.ROOT);
        return allowed.contains(host) || allowed.contains(host + ":" + origin.port());
    }
}
