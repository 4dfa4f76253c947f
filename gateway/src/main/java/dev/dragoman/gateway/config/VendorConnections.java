package dev.dragoman.gateway.config;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Connections to vendors.
 *
 * @param maxPerHost connections to one host at once; a call beyond them waits
 * @param connectTimeout the longest time until a connection stands, TLS included
 * @param idleTimeout how long an unused connection is kept
 * @param verifyTls whether certificates and host names are checked
 * @param trust PEM file of the certificate authorities to trust; null for the JDK's
 */
public record VendorConnections(
        int maxPerHost,
        Duration connectTimeout,
        Duration idleTimeout,
        boolean verifyTls,
        @Nullable Path trust) {

    /** 20,000 connections to a host, 5 s to connect, 55 s unused, certificates checked. */
    public static final VendorConnections DEFAULTS =
            new VendorConnections(20_000, Duration.ofSeconds(5), Duration.ofSeconds(55), true, null);
}
