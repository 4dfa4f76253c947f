package dev.dragoman.gateway.secret;

import dev.dragoman.gateway.config.SecretSettings;
import dev.dragoman.http.JdkUpstream;
import dev.dragoman.http.Upstream;
import dev.dragoman.provider.PemKey;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Collection;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** The client that places of secrets are reached with: the JDK's, since it is needed before the gateway's own engine runs. */
final class TlsClient {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);
    private static final char[] NO_PASSWORD = new char[0];

    private TlsClient() {}

    /**
     * A certificate of one's own.
     *
     * @param chain a PEM file of the certificate and those that signed it
     * @param key a PEM file of its key
     */
    record Identity(Path chain, Path key) {}

    /**
     * The client.
     *
     * @param identity what it shows to servers that ask; null for nothing
     * @throws IllegalArgumentException when a file cannot be used
     */
    static Upstream of(SecretSettings.Trust trust, @Nullable Identity identity) {
        HttpClient.Builder builder =
                HttpClient.newBuilder().connectTimeout(CONNECT_TIMEOUT).followRedirects(HttpClient.Redirect.NEVER);
        if (!trust.checked() || trust.authorities() != null || identity != null) {
            builder.sslContext(context(trust, identity));
        }
        return new JdkUpstream(builder.build());
    }

    private static SSLContext context(SecretSettings.Trust trust, @Nullable Identity identity) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(
                    identity == null ? null : keys(identity),
                    trust.checked() ? trusted(trust.authorities()) : new TrustManager[] {new AnyCertificate()},
                    new SecureRandom());
            return context;
        } catch (GeneralSecurityException | IOException unusable) {
            throw new IllegalArgumentException(
                    "the certificates for the place of secrets cannot be used: " + unusable.getMessage()
                            + " (expected: PEM files; the key as PKCS#8 or PKCS#1, without a password)",
                    unusable);
        }
    }

    private static KeyManager[] keys(Identity identity) throws GeneralSecurityException, IOException {
        KeyStore store = empty();
        store.setKeyEntry(
                "own",
                key(identity.key()),
                NO_PASSWORD,
                certificates(identity.chain()).toArray(Certificate[]::new));
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, NO_PASSWORD);
        return factory.getKeyManagers();
    }

    private static PrivateKey key(Path file) throws IOException {
        try {
            return PemKey.of(Files.readString(file));
        } catch (IllegalArgumentException none) {
            throw new IOException(file + ": " + none.getMessage(), none);
        }
    }

    private static TrustManager @Nullable [] trusted(@Nullable Path authorities)
            throws GeneralSecurityException, IOException {
        if (authorities == null) {
            return null;
        }
        KeyStore store = empty();
        for (Certificate authority : certificates(authorities)) {
            store.setCertificateEntry("authority-" + store.size(), authority);
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, NO_PASSWORD);
        return store;
    }

    private static Collection<? extends Certificate> certificates(Path file)
            throws GeneralSecurityException, IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return CertificateFactory.getInstance("X.509").generateCertificates(in);
        }
    }

    /** Believes everybody, as the operator asked for. */
    private static final class AnyCertificate extends X509ExtendedTrustManager {

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {
            // Nothing is checked.
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {
            // Nothing is checked.
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
            // Nothing is checked.
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {
            // Nothing is checked.
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {
            // Nothing is checked.
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
            // Nothing is checked.
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
