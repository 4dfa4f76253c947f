package dev.dragoman.gateway.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.factories.DefaultJWSSignerFactory;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.dragoman.http.Upstream;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonNumber;
import dev.dragoman.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** An issuer of tokens with a server that tells its keys, and whose tokens are. */
final class TokenIssuer implements AutoCloseable {

    static final RSAKey RSA = rsa("rsa-1");
    static final RSAKey NEXT = rsa("rsa-2");
    static final JWK CURVE = curve("ec-1");

    private final HttpServer server;
    private final Map<String, String> users = new ConcurrentHashMap<>();
    private final AtomicInteger asked = new AtomicInteger();
    private volatile List<JWK> keys = List.of(RSA, CURVE);
    private volatile String others = "";
    private volatile int status = 200;

    TokenIssuer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException taken) {
            throw new UncheckedIOException(taken);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/keys", exchange -> {
            asked.incrementAndGet();
            String told = new JWKSet(keys).toString();
            answer(exchange, status, told.replace("[{", "[" + others + "{"));
        });
        server.createContext("/userinfo", exchange -> {
            asked.incrementAndGet();
            String token =
                    exchange.getRequestHeaders().getFirst("authorization").substring("Bearer ".length());
            String told = users.get(token);
            answer(exchange, status != 200 ? status : told == null ? 401 : 200, told == null ? "{}" : told);
        });
        server.start();
    }

    /** Asks issuers however slow this machine is. */
    static Issuers patient(Upstream network) {
        return new Issuers(
                network, () -> System.nanoTime() + Duration.ofHours(1).toNanos());
    }

    private static RSAKey rsa(String id) {
        try {
            return new RSAKeyGenerator(2048).keyID(id).keyUse(KeyUse.SIGNATURE).generate();
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static JWK curve(String id) {
        try {
            return new ECKeyGenerator(Curve.P_256)
                    .keyID(id)
                    .keyUse(KeyUse.SIGNATURE)
                    .generate();
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("content-type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    String keysUrl() {
        return url() + "/keys";
    }

    String userInfoUrl() {
        return url() + "/userinfo";
    }

    /** How often it was asked. */
    int asked() {
        return asked.get();
    }

    /** Tells these keys from now on. */
    void tells(JWK... others) {
        keys = List.of(others);
    }

    /** Tells these beside its keys from now on. */
    void tellsAlso(String... unknown) {
        others = String.join(",", unknown) + ",";
    }

    /** Answers with this status from now on. */
    void answers(int other) {
        status = other;
    }

    /** Knows a token as somebody's. */
    void knows(String token, String claims) {
        users.put(token, claims.replace('\'', '"'));
    }

    /** A token of an hour, with claims in single quotes. */
    static String token(String claims) {
        return signed(JWSAlgorithm.RS256, RSA, lasting(claims));
    }

    /** Claims that end in an hour. */
    static String lasting(String claims) {
        JsonObject told = Json.parseObject(claims.replace('\'', '"'));
        return told.has("exp")
                ? told.toString()
                : told.with("exp", JsonNumber.of(Instant.now().getEpochSecond() + 3600))
                        .toString();
    }

    /** Claims signed by a key. */
    static String signed(JWSAlgorithm algorithm, JWK key, String claims) {
        try {
            return signed(
                    new JWSHeader.Builder(algorithm).keyID(key.getKeyID()).build(),
                    new DefaultJWSSignerFactory().createJWSSigner(key, algorithm),
                    claims);
        } catch (JOSEException unfit) {
            throw new IllegalStateException(unfit);
        }
    }

    static String signed(JWSHeader header, JWSSigner signer, String claims) {
        try {
            JWSObject token = new JWSObject(header, new Payload(claims));
            token.sign(signer);
            return token.serialize();
        } catch (JOSEException unfit) {
            throw new IllegalStateException(unfit);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
