package dev.dragoman.gateway.deployment;

import dev.dragoman.gateway.config.ModelEntry;
import java.net.URI;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the hosts that the settings of a model name. */
final class Hosts {

    private Hosts() {}

    static Set<String> of(ModelEntry entry) {
        Set<String> hosts = new HashSet<>();
        add(entry.params().apiBase(), hosts);
        entry.params().settings().forEach((name, value) -> {
            if (ModelEntry.isAddress(name)) {
                add(value, hosts);
            }
        });
        return hosts;
    }

    private static void add(@Nullable String address, Set<String> hosts) {
        try {
            String host = address == null ? null : URI.create(address.strip()).getHost();
            if (host != null) {
                hosts.add(host.toLowerCase(Locale.ROOT));
            }
        } catch (IllegalArgumentException none) {
            // Nothing is sent to what is no address.
        }
    }
}
