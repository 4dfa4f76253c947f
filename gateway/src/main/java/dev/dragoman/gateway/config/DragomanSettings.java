package dev.dragoman.gateway.config;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The section {@code dragoman_settings}: what LiteLLM has no key for.
 *
 * @param host address to listen on; null for the command line's
 * @param port port to listen on; null for the command line's
 * @param dataDirectory where the gateway keeps what it must remember; null for the default
 * @param transport how sockets are driven
 * @param scheduler what runs request threads
 * @param eventLoops number of event loops; 0 for one per processor
 * @param drainTimeout how long running calls may go on after SIGTERM
 * @param headerTimeout from the first byte of a request to the end of its header
 * @param bodyTimeout the longest silence while a request's body arrives
 * @param idleTimeout how long a connection may wait for its next request
 * @param streamIdleTimeout the longest silence of a vendor's stream between two pieces; zero for no limit
 * @param maxConcurrentRequests requests handled at once
 * @param maxHeaderBytes all header fields of a request together
 * @param http2 whether HTTP/2 is offered
 * @param certificate TLS certificate chain (PEM); null for plain HTTP
 * @param key TLS private key (PEM, PKCS#8); null for plain HTTP
 * @param tlsReload how often certificate and key are looked at
 * @param upstream connections to vendors
 * @param media fetching of media for vendors
 * @param hedgePercent of how many of a hundred calls a second deployment may be asked
 */
public record DragomanSettings(
        @Nullable String host,
        @Nullable Integer port,
        @Nullable Path dataDirectory,
        Transport transport,
        Scheduler scheduler,
        int eventLoops,
        Duration drainTimeout,
        Duration headerTimeout,
        Duration bodyTimeout,
        Duration idleTimeout,
        Duration streamIdleTimeout,
        int maxConcurrentRequests,
        int maxHeaderBytes,
        boolean http2,
        @Nullable Path certificate,
        @Nullable Path key,
        Duration tlsReload,
        VendorConnections upstream,
        MediaSettings media,
        double hedgePercent) {

    /** The defaults. */
    public static final DragomanSettings DEFAULTS = new DragomanSettings(
            null,
            null,
            null,
            Transport.AUTO,
            Scheduler.AUTO,
            0,
            Duration.ofSeconds(30),
            Duration.ofSeconds(30),
            Duration.ofSeconds(30),
            Duration.ofSeconds(75),
            Duration.ofMinutes(10),
            20_000,
            32 << 10,
            true,
            null,
            null,
            Duration.ofSeconds(30),
            VendorConnections.DEFAULTS,
            MediaSettings.DEFAULTS,
            10);
}
