package dev.dragoman.gateway.web.netty.server;

import dev.dragoman.gateway.web.EngineSettings.Tls;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * TLS to clients. When the certificate's files change, new handshakes use the new ones; connections that stand are not
 * touched. Files that do not make a certificate and its key leave the old ones in use.
 */
final class ServerTls {

    private static final System.Logger LOG = System.getLogger(ServerTls.class.getName());

    private final Tls files;
    private final boolean http2;
    private final Duration handshakeTimeout;
    private Content content;
    private String problem = "";
    private volatile SslContext context;

    /**
     * TLS with the files as they are now.
     *
     * @throws IllegalStateException when they cannot be used
     */
    ServerTls(Tls files, boolean http2, Duration handshakeTimeout) {
        this.files = files;
        this.http2 = http2;
        this.handshakeTimeout = handshakeTimeout;
        try {
            this.content = Content.of(files);
            this.context = context(content);
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            throw new IllegalStateException(
                    "cannot serve TLS with " + files.certificate() + " and " + files.key() + ": " + e.getMessage(), e);
        }
    }

    SslHandler handler(ByteBufAllocator allocator) {
        SslHandler handler = context.newHandler(allocator);
        handler.setHandshakeTimeout(handshakeTimeout.toMillis(), TimeUnit.MILLISECONDS);
        return handler;
    }

    /** What new connections use. */
    SslContext context() {
        return context;
    }

    /** Looks at the files; may block. */
    synchronized void reload() {
        try {
            Content now = Content.of(files);
            if (!now.equals(content)) {
                content = now;
                context = context(now);
                LOG.log(System.Logger.Level.INFO, "new TLS connections use the new {0}", files.certificate());
            }
            problem = "";
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            report(String.valueOf(e.getMessage()));
        }
    }

    /** Says what is wrong once, however often it is looked at. */
    private void report(String found) {
        if (!found.equals(problem)) {
            problem = found;
            LOG.log(
                    System.Logger.Level.WARNING,
                    "{0} and {1} cannot be used, the old ones stay in use: {2}",
                    files.certificate(),
                    files.key(),
                    found);
        }
    }

    private SslContext context(Content from) throws IOException, GeneralSecurityException {
        KeyPairCheck.check(from.certificate, from.key);
        return SslContextBuilder.forServer(
                        new ByteArrayInputStream(from.certificate), new ByteArrayInputStream(from.key))
                .sslProvider(SslProvider.JDK)
                .applicationProtocolConfig(new ApplicationProtocolConfig(
                        Protocol.ALPN,
                        SelectorFailureBehavior.NO_ADVERTISE,
                        SelectedListenerFailureBehavior.ACCEPT,
                        http2
                                ? List.of(ApplicationProtocolNames.HTTP_2, ApplicationProtocolNames.HTTP_1_1)
                                : List.of(ApplicationProtocolNames.HTTP_1_1)))
                .build();
    }

    /** What the files hold. */
    private record Content(byte[] certificate, byte[] key) {

        static Content of(Tls files) throws IOException {
            return new Content(Files.readAllBytes(files.certificate()), Files.readAllBytes(files.key()));
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Content that
                    && Arrays.equals(certificate, that.certificate)
                    && Arrays.equals(key, that.key);
        }

        @Override
        public int hashCode() {
            return 31 * Arrays.hashCode(certificate) + Arrays.hashCode(key);
        }
    }
}
