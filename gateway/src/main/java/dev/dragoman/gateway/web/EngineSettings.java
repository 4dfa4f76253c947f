package dev.dragoman.gateway.web;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What the HTTP engine may do.
 *
 * @param host address to listen on
 * @param port port to listen on; 0 for any free one
 * @param transport how sockets are driven
 * @param scheduler what runs the handlers' virtual threads
 * @param eventLoops number of event loops; 0 for one per processor, at least 2
 * @param limits limits of what clients may send
 * @param tls certificate and key; null for plain HTTP
 * @param http2 whether HTTP/2 is offered (by ALPN with TLS, by prior knowledge without)
 * @param drainTimeout how long running calls may go on after shutdown began
 */
public record EngineSettings(
        String host,
        int port,
        Transport transport,
        Scheduler scheduler,
        int eventLoops,
        Limits limits,
        @Nullable Tls tls,
        boolean http2,
        Duration drainTimeout) {

    /** Defaults: port 4000 on all addresses. */
    public static final EngineSettings DEFAULTS = new EngineSettings(
            "0.0.0.0", 4000, Transport.AUTO, Scheduler.AUTO, 0, Limits.DEFAULTS, null, true, Duration.ofSeconds(30));

    /** Ways to drive sockets; AUTO is epoll, or NIO where there is none. What does not work here gives way to the next. */
    public enum Transport {
        AUTO,
        IO_URING,
        EPOLL,
        NIO
    }

    /** What runs virtual threads; AUTO is the JDK's own. */
    public enum Scheduler {
        AUTO,
        DEFAULT,
        EVENT_LOOP
    }

    /**
     * Limits of a client's request.
     *
     * @param maxBodyBytes the longest body; a longer one is answered with 413
     * @param maxHeaderBytes all header fields together; more is answered with 431
     * @param headerTimeout from the first byte of a request to the end of its header
     * @param bodyTimeout the longest silence while a body arrives
     * @param idleTimeout how long a connection may wait for its next request
     * @param maxConcurrentRequests requests handled at once; more are answered with 503
     */
    public record Limits(
            int maxBodyBytes,
            int maxHeaderBytes,
            Duration headerTimeout,
            Duration bodyTimeout,
            Duration idleTimeout,
            int maxConcurrentRequests) {

        /** 100 MiB bodies, 32 KiB headers, 30 s for headers and between body pieces, 75 s idle, 20,000 requests. */
        public static final Limits DEFAULTS = new Limits(
                100 << 20, 32 << 10, Duration.ofSeconds(30), Duration.ofSeconds(30), Duration.ofSeconds(75), 20_000);
    }

    /**
     * TLS from PEM files, read again when they change.
     *
     * @param certificate the certificate chain
     * @param key the private key, PKCS#8
     * @param reloadInterval how often the files are looked at
     */
    public record Tls(Path certificate, Path key, Duration reloadInterval) {}
}
