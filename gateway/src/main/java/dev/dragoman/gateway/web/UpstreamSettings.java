package dev.dragoman.gateway.web;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How the engine's client behaves.
 *
 * @param maxConnectionsPerOrigin connections to one origin at once, over all event loops; a call beyond them waits
 * @param connectTimeout the longest time until a connection stands, TLS included
 * @param idleTimeout how long an unused connection is kept
 * @param maxHeaderBytes the largest head of an answer
 * @param verifyTls whether certificates and host names of servers are checked
 * @param trust PEM file of the certificate authorities to trust; null for the JDK's
 */
public record UpstreamSettings(
        int maxConnectionsPerOrigin,
        Duration connectTimeout,
        Duration idleTimeout,
        int maxHeaderBytes,
        boolean verifyTls,
        @Nullable Path trust) {

    /** 20,000 connections per origin, 5 s to connect, 55 s unused, heads of 64 KiB, certificates checked. */
    public static final UpstreamSettings DEFAULTS =
            new UpstreamSettings(20_000, Duration.ofSeconds(5), Duration.ofSeconds(55), 64 << 10, true, null);
}
