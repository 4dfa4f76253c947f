package dev.dragoman.gateway.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where Redis is, and how it is spoken to.
 *
 * @param topology how the servers belong together
 * @param nodes the server; of a cluster the servers asked first; with sentinels the sentinels
 * @param username null for the default user
 * @param password null for none
 * @param database the number of the database; a cluster has one only
 * @param tls null for plain connections
 * @param service the name under which sentinels know the server; null without sentinels
 * @param sentinelPassword the sentinels' own password; null for none
 * @param connectTimeout how long a connection may take until it stands
 */
public record RedisSettings(
        Topology topology,
        List<Address> nodes,
        @Nullable String username,
        @Nullable String password,
        int database,
        @Nullable Tls tls,
        @Nullable String service,
        @Nullable String sentinelPassword,
        Duration connectTimeout) {

    /** How long a connection may take when nothing is said. */
    public static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

    public RedisSettings {
        nodes = List.copyOf(nodes);
    }

    /** One server without a password. */
    public static RedisSettings at(String host, int port) {
        return new RedisSettings(
                Topology.SINGLE, List.of(new Address(host, port)), null, null, 0, null, null, null, CONNECT_TIMEOUT);
    }

    /** How servers belong together. */
    public enum Topology {
        /** One server. */
        SINGLE,
        /** One of several, which sentinels choose. */
        SENTINEL,
        /** Several that share the keys. */
        CLUSTER
    }

    /** A server. */
    public record Address(String host, int port) {

        @Override
        public String toString() {
            return host + ":" + port;
        }
    }

    /**
     * How connections are encrypted.
     *
     * @param verified whether the server's certificate is checked
     * @param hostnameChecked whether it must name the server
     * @param authorities PEM file of the authorities to trust; null for the platform's
     * @param certificate PEM file of the client's own certificate; null for none
     * @param key PEM file of its key, PKCS#8
     */
    public record Tls(
            boolean verified,
            boolean hostnameChecked,
            @Nullable Path authorities,
            @Nullable Path certificate,
            @Nullable Path key) {}

    /** Without secrets. */
    @Override
    public String toString() {
        return topology + " " + nodes + (tls == null ? "" : " TLS");
    }
}
