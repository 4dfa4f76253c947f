package dev.dragoman.gateway.secret;

import static dev.dragoman.gateway.secret.Places.keyIn;
import static dev.dragoman.gateway.secret.Places.problems;
import static dev.dragoman.gateway.secret.Places.yaml;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import dev.dragoman.gateway.web.netty.Certificates;
import dev.dragoman.provider.PemKey;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Places that are reached by TLS, and know the gateway by its certificate. */
class TlsVaultTest {

    private static final char[] PASSWORD = new char[0];

    @TempDir
    private Path folder;

    private Path file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }

    private HttpsServer server(Certificates.Pair own, Certificates.Pair client)
            throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        keys.load(null, PASSWORD);
        PrivateKey key = PemKey.of(own.keyPem());
        keys.setKeyEntry("own", key, PASSWORD, new java.security.cert.Certificate[] {own.certificate()});
        KeyManagerFactory identity = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        identity.init(keys, PASSWORD);
        KeyStore clients = KeyStore.getInstance("PKCS12");
        clients.load(null, PASSWORD);
        clients.setCertificateEntry("client", client.certificate());
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(clients);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(identity.getKeyManagers(), trust.getTrustManagers(), null);
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters wanted = context.getDefaultSSLParameters();
                wanted.setWantClientAuth(true);
                parameters.setSSLParameters(wanted);
            }
        });
        server.createContext("/", TlsVaultTest::answer);
        server.start();
        return server;
    }

    private static void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String token = exchange.getRequestHeaders().getFirst("X-Vault-Token");
        switch (path) {
            case "/v1/auth/cert/login" ->
                reply(
                        exchange,
                        isKnown((HttpsExchange) exchange) ? 200 : 400,
                        "{\"auth\":{\"client_token\":\"t\",\"lease_duration\":60,\"renewable\":false}}");
            case "/v1/secret/data/OPENAI-API-KEY" ->
                reply(exchange, "t".equals(token) ? 200 : 403, "{\"data\":{\"data\":{\"key\":\"sk-kept\"}}}");
            case "/authn/default/admin/authenticate" -> reply(exchange, 200, "{}");
            case "/secrets/default/variable/OPENAI-API-KEY" -> reply(exchange, 200, "sk-of-conjur");
            default -> reply(exchange, 404, "{\"errors\":[]}");
        }
    }

    private static boolean isKnown(HttpsExchange exchange) {
        try {
            return exchange.getSSLSession().getPeerCertificates().length > 0;
        } catch (SSLPeerUnverifiedException nobody) {
            return false;
        }
    }

    private static void reply(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getRequestBody().readAllBytes();
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Test
    void aCertificateIsALoginAndAuthoritiesAreChosen() throws IOException, GeneralSecurityException {
        Certificates.Pair own = Certificates.generate("localhost");
        Certificates.Pair client = Certificates.generate("gateway");
        HttpsServer server = server(own, client);
        try {
            String address = "https://localhost:" + server.getAddress().getPort();
            Map<String, String> variables = Map.of(
                    "HCP_VAULT_ADDR",
                    address,
                    "HCP_VAULT_CLIENT_CERT",
                    file("client.pem", client.certificatePem()).toString(),
                    "HCP_VAULT_CLIENT_KEY",
                    file("client.key", client.keyPem()).toString(),
                    "HCP_VAULT_CERT_ROLE",
                    "gateway");
            String trusted = "litellm_settings: {ssl_verify: " + file("server.pem", own.certificatePem()) + "}\n";

            assertThat(Places.key(yaml("hashicorp_vault", "") + trusted, variables))
                    .isEqualTo("sk-kept");
            assertThat(problems(yaml("hashicorp_vault", ""), variables))
                    .anyMatch(problem -> problem.contains("does not answer"));
            assertThat(keyIn(
                            "cyberark",
                            "",
                            Map.of(
                                    "CYBERARK_API_BASE",
                                    "https://127.0.0.1:" + server.getAddress().getPort(),
                                    "CYBERARK_API_KEY",
                                    "k",
                                    "CYBERARK_SSL_VERIFY",
                                    "false")))
                    .isEqualTo("sk-of-conjur");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void keysInBothFormsOfRsaAreTheSame() throws IOException, GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        PrivateKey key = generator.generateKeyPair().getPrivate();
        byte[] inner = Arrays.copyOfRange(key.getEncoded(), 26, key.getEncoded().length);
        Path file = file("rsa.key", """
                -----BEGIN RSA PRIVATE KEY-----
                %s
                -----END RSA PRIVATE KEY-----
                """.formatted(Base64.getMimeEncoder().encodeToString(inner)));

        assertThat(PemKey.of(Files.readString(file))).isEqualTo(key);
    }
}
