package dev.dragoman.gateway.login;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;

/**
 * Google, Microsoft and a plain provider at one address. It holds clients to what the specifications demand: every code is for one
 * client, one address and one verifier, and works once.
 */
final class FakeIdentityProvider implements AutoCloseable {

    static final String CLIENT = "client-1";
    static final String SECRET = "s3cret & more";
    private static final String TENANT = "3a1c6f0e-tenant";

    private final HttpServer server;
    private final RSAKey key = rsa("k1");
    private final RSAKey strange = rsa("k1");
    private final Map<String, Map<String, String>> codes = new ConcurrentHashMap<>();
    private final Set<String> tokens = ConcurrentHashMap.newKeySet();
    private final List<String> complaints = new ArrayList<>();

    private volatile JsonObject person = JsonObject.EMPTY;
    private volatile JsonObject graph = JsonObject.EMPTY;
    private volatile List<JsonObject> groups = List.of();
    private volatile UnaryOperator<JsonObject> claims = UnaryOperator.identity();
    private volatile String signature = "good";
    private volatile boolean down;

    FakeIdentityProvider() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException busy) {
            throw new UncheckedIOException(busy);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** What a gateway needs to know of Google. */
    Map<String, String> google() {
        return Map.of("GOOGLE_CLIENT_ID", CLIENT, "GOOGLE_CLIENT_SECRET", SECRET, "GOOGLE_ISSUER", url() + "/google");
    }

    /** What a gateway needs to know of Microsoft. */
    Map<String, String> microsoft() {
        return Map.of(
                "MICROSOFT_CLIENT_ID",
                CLIENT,
                "MICROSOFT_CLIENT_SECRET",
                SECRET,
                "MICROSOFT_TENANT",
                TENANT,
                "MICROSOFT_AUTHORIZATION_ENDPOINT",
                url() + "/" + TENANT + "/oauth2/v2.0/authorize",
                "MICROSOFT_TOKEN_ENDPOINT",
                url() + "/" + TENANT + "/oauth2/v2.0/token",
                "MICROSOFT_USERINFO_ENDPOINT",
                url() + "/v1.0/me");
    }

    /** What a gateway needs to know of a provider without a discovery document. */
    Map<String, String> plain() {
        return Map.of(
                "GENERIC_CLIENT_ID",
                CLIENT,
                "GENERIC_CLIENT_SECRET",
                SECRET,
                "GENERIC_AUTHORIZATION_ENDPOINT",
                url() + "/plain/authorize",
                "GENERIC_TOKEN_ENDPOINT",
                url() + "/plain/token",
                "GENERIC_USERINFO_ENDPOINT",
                url() + "/plain/userinfo");
    }

    /** Who logs in from now on. */
    void person(String json) {
        person = Json.parseObject(json.replace('\'', '"'));
    }

    /** What Microsoft's directory tells of them. */
    void graph(String json, JsonObject... memberOf) {
        graph = Json.parseObject(json.replace('\'', '"'));
        groups = List.of(memberOf);
    }

    /** Changes what tokens tell. */
    void telling(UnaryOperator<JsonObject> change) {
        claims = change;
    }

    /** How tokens are signed: good, strange, secret or none. */
    void signing(String how) {
        signature = how;
    }

    void down(boolean now) {
        down = now;
    }

    /** What clients did wrong. */
    List<String> complaints() {
        return List.copyOf(complaints);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        try {
            if (down) {
                respond(exchange, 500, "{\"error\":\"server_error\"}");
            } else if (path.endsWith("/.well-known/openid-configuration")) {
                respond(exchange, 200, Json.text(document(path.startsWith("/google"))));
            } else if (path.endsWith("/authorize")) {
                authorize(exchange);
            } else if (path.endsWith("/token")) {
                token(exchange, path);
            } else if (path.endsWith("/keys")) {
                respond(exchange, 200, new JWKSet(key.toPublicJWK()).toString());
            } else {
                personal(exchange, path);
            }
        } catch (Wrong wrong) {
            complaints.add(path + ": " + wrong.getMessage());
            respond(exchange, wrong.status, "{\"error\":\"" + wrong.getMessage() + "\"}");
        }
    }

    private JsonObject document(boolean google) {
        String base = google ? url() + "/google" : url() + "/" + TENANT;
        return JsonObject.builder()
                .put("issuer", google ? base : url() + "/{tenantid}/v2.0")
                .put("authorization_endpoint", base + "/authorize")
                .put("token_endpoint", base + "/token")
                .put("userinfo_endpoint", base + "/userinfo")
                .put("jwks_uri", base + "/keys")
                .build();
    }

    private void authorize(HttpExchange exchange) throws IOException {
        Map<String, String> asked = form(exchange.getRequestURI().getRawQuery());
        require(asked, "response_type", "code");
        require(asked, "client_id", CLIENT);
        require(asked, "code_challenge_method", "S256");
        for (String name : List.of("redirect_uri", "state", "nonce", "code_challenge", "scope")) {
            if (asked.getOrDefault(name, "").isEmpty()) {
                throw new Wrong(400, "missing_" + name);
            }
        }
        if (!List.of(asked.getOrDefault("scope", "").split(" ", -1)).contains("openid")) {
            throw new Wrong(400, "invalid_scope");
        }
        String code = "code-" + codes.size() + "-" + System.identityHashCode(asked);
        codes.put(code, asked);
        String to = asked.get("redirect_uri") + "?code=" + code + "&state="
                + URLEncoder.encode(asked.get("state"), StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("location", to);
        exchange.sendResponseHeaders(302, -1);
        exchange.close();
    }

    private void token(HttpExchange exchange, String path) throws IOException {
        String type = exchange.getRequestHeaders().getFirst("content-type");
        if (!exchange.getRequestMethod().equals("POST") || !"application/x-www-form-urlencoded".equals(type)) {
            throw new Wrong(400, "invalid_request");
        }
        Map<String, String> asked = form(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        authenticate(exchange, asked, path.startsWith("/plain"));
        require(asked, "grant_type", "authorization_code");
        Map<String, String> given = codes.remove(asked.getOrDefault("code", ""));
        if (given == null
                || !given.getOrDefault("redirect_uri", "").equals(asked.get("redirect_uri"))
                || !given.getOrDefault("code_challenge", "")
                        .equals(challenge(asked.getOrDefault("code_verifier", "")))) {
            throw new Wrong(400, "invalid_grant");
        }
        String access = "access-" + tokens.size();
        tokens.add(access);
        JsonObject.Builder answer = JsonObject.builder()
                .put("access_token", access)
                .put("token_type", "Bearer")
                .put("expires_in", 3600);
        if (!path.startsWith("/plain")) {
            answer.put("id_token", idToken(path.startsWith("/google"), given.getOrDefault("nonce", "")));
        }
        respond(exchange, 200, Json.text(answer.build()));
    }

    private static void authenticate(HttpExchange exchange, Map<String, String> asked, boolean basic) {
        String sent = exchange.getRequestHeaders().getFirst("authorization");
        String both = URLEncoder.encode(CLIENT, StandardCharsets.UTF_8) + ":"
                + URLEncoder.encode(SECRET, StandardCharsets.UTF_8);
        String expected = "Basic " + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8));
        boolean right = basic
                ? expected.equals(sent)
                : CLIENT.equals(asked.get("client_id")) && SECRET.equals(asked.get("client_secret"));
        if (!right) {
            throw new Wrong(401, "invalid_client");
        }
    }

    private String idToken(boolean google, String nonce) {
        long now = Instant.now().getEpochSecond();
        JsonObject told = claims.apply(person.toBuilder()
                .put("iss", google ? url() + "/google" : url() + "/" + TENANT + "/v2.0")
                .put("aud", CLIENT)
                .put("nonce", nonce)
                .put("tid", TENANT)
                .put("iat", now)
                .put("exp", now + 300)
                .build());
        try {
            boolean secret = signature.equals("secret");
            JWSAlgorithm algorithm = secret ? JWSAlgorithm.HS256 : JWSAlgorithm.RS256;
            JWSObject token =
                    new JWSObject(new JWSHeader.Builder(algorithm).keyID("k1").build(), new Payload(Json.text(told)));
            if (secret) {
                token.sign(new MACSigner((SECRET + SECRET + SECRET).getBytes(StandardCharsets.UTF_8)));
            } else {
                token.sign(new RSASSASigner(signature.equals("strange") ? strange : key));
            }
            String[] parts = token.serialize().split("\\.", -1);
            return signature.equals("none")
                    ? Base64.getUrlEncoder()
                                    .withoutPadding()
                                    .encodeToString("{\"alg\":\"none\"}".getBytes(StandardCharsets.UTF_8))
                            + "." + parts[1] + "."
                    : token.serialize();
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private void personal(HttpExchange exchange, String path) throws IOException {
        String sent = exchange.getRequestHeaders().getFirst("authorization");
        if (sent == null || !sent.startsWith("Bearer ") || !tokens.contains(sent.substring("Bearer ".length()))) {
            throw new Wrong(401, "invalid_token");
        }
        switch (path) {
            case "/v1.0/me" -> respond(exchange, 200, Json.text(graph));
            case "/v1.0/me/memberOf" -> respond(exchange, 200, Json.text(page(exchange)));
            default -> respond(exchange, 200, Json.text(person));
        }
    }

    /** One group a page. */
    private JsonObject page(HttpExchange exchange) {
        String query = exchange.getRequestURI().getQuery();
        int at = query == null ? 0 : Integer.parseInt(query.replace("$skiptoken=", ""));
        JsonObject.Builder page = JsonObject.builder()
                .put("value", new JsonArray(at < groups.size() ? List.of(groups.get(at)) : List.of()));
        if (at + 1 < groups.size()) {
            page.put("@odata.nextLink", url() + "/v1.0/me/memberOf?$skiptoken=" + (at + 1));
        }
        return page.build();
    }

    private static void require(Map<String, String> asked, String name, String value) {
        if (!value.equals(asked.get(name))) {
            throw new Wrong(400, "invalid_" + name);
        }
    }

    private static Map<String, String> form(String text) {
        Map<String, String> form = new HashMap<>();
        for (String pair : text.split("&", -1)) {
            String[] parts = pair.split("=", 2);
            form.put(parts[0], URLDecoder.decode(parts.length > 1 ? parts[1] : "", StandardCharsets.UTF_8));
        }
        return form;
    }

    private static String challenge(String verifier) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static RSAKey rsa(String id) {
        try {
            return new RSAKeyGenerator(2048).keyID(id).generate();
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static void respond(HttpExchange exchange, int status, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("content-type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static final class Wrong extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final int status;

        Wrong(int status, String message) {
            super(message);
            this.status = status;
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
