package dev.dragoman.testkit;

import dev.dragoman.testkit.wire.HttpServer;
import dev.dragoman.testkit.wire.RecordedRequest;
import dev.dragoman.testkit.wire.Reply;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Where tokens of Entra ID come from: the metadata server of a virtual machine, the identity server of an App Service, and Entra
 * ID itself for workloads. Tokens are numbered and live for a day. Thread-safe.
 *
 * @see <a href="https://learn.microsoft.com/entra/identity/managed-identities-azure-resources/how-to-use-vm-token">Microsoft:
 *     Tokens on a virtual machine</a>
 * @see <a href="https://learn.microsoft.com/azure/app-service/overview-managed-identity">Microsoft: Identities of App Service</a>
 */
public final class FakeAzureIdentity implements AutoCloseable {

    /** What a process of the App Service proves itself with. */
    public static final String HEADER = "853b9a84-5bfa-4b22-a3f3-0b9a43d9ad8a";

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String RESOURCE = "https://cognitiveservices.azure.com";
    private static final int LIFE_SECONDS = 86_400;

    private final List<RecordedRequest> requests = new CopyOnWriteArrayList<>();
    private final AtomicInteger tokens = new AtomicInteger();
    private final HttpServer server;
    private volatile @Nullable Reply trouble;
    private volatile String workloadToken = "workload-token";
    private volatile @Nullable String secret;

    private FakeAzureIdentity() {
        server = HttpServer.start(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), this::handle, InstantSource.system());
    }

    /** Starts on a free port of 127.0.0.1. */
    public static FakeAzureIdentity start() {
        return new FakeAzureIdentity();
    }

    /** The address of the metadata server, and of Entra ID. */
    public String baseUrl() {
        return "http://127.0.0.1:" + server.port();
    }

    /** The address of the App Service's identity server. */
    public String serviceUrl() {
        return baseUrl() + "/msi/token";
    }

    /** All requests in order of arrival. */
    public List<RecordedRequest> requests() {
        return requests;
    }

    /** Answers everything with this status and description from now on. */
    public void refuse(int status, String error, String description) {
        trouble = error(status, error, description);
    }

    /** The only token of a workload that is trusted from now on. */
    public void trust(String token) {
        workloadToken = token;
    }

    /** The secret of an application that is trusted from now on; until then none is. */
    public void trustSecret(String other) {
        secret = other;
    }

    private Reply handle(RecordedRequest request) {
        requests.add(request);
        Reply troubled = trouble;
        if (troubled != null) {
            return troubled;
        }
        return switch (request.path()) {
            case "/metadata/identity/oauth2/token" -> metadata(request);
            case "/msi/token" -> service(request);
            case "/tenant-1/oauth2/v2.0/token" -> entra(request);
            default -> error(404, "not_found", "no such path: " + request.path());
        };
    }

    private Reply metadata(RecordedRequest request) {
        if (!request.header("metadata").orElse("").equals("true")) {
            return error(400, "bad_request_102", "Required metadata header not specified");
        }
        return machine(request, "2018-02-01", true);
    }

    private Reply service(RecordedRequest request) {
        if (!request.header("x-identity-header").orElse("").equals(HEADER)) {
            return error(401, "unauthorized", "x-identity-header is wrong");
        }
        return machine(request, "2019-08-01", false);
    }

    private Reply machine(RecordedRequest request, String version, boolean lifeIsTold) {
        Map<String, String> query = request.query();
        if (!request.method().equals("GET") || !version.equals(query.get("api-version"))) {
            return error(400, "invalid_request", "expected GET with api-version=" + version);
        }
        if (!RESOURCE.equals(query.get("resource"))) {
            return error(400, "invalid_resource", "AADSTS500011: The resource principal was not found");
        }
        if (!query.getOrDefault("client_id", "client-1").equals("client-1")) {
            return error(400, "invalid_request", "Identity not found");
        }
        ObjectNode answer = token().put("resource", RESOURCE).put("token_type", "Bearer");
        answer.put("expires_on", String.valueOf(Instant.now().getEpochSecond() + LIFE_SECONDS));
        if (lifeIsTold) {
            answer.put("expires_in", String.valueOf(LIFE_SECONDS)).put("refresh_token", "");
        }
        return Reply.text(200, "application/json; charset=utf-8", answer.toString());
    }

    private Reply entra(RecordedRequest request) {
        Map<String, String> expected = Map.of(
                "grant_type", "client_credentials",
                "client_id", "client-1",
                "client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
                "client_assertion", workloadToken,
                "scope", RESOURCE + "/.default");
        if (request.method().equals("POST") && isTrusted(form(request.text()))) {
            return granted();
        }
        if (!request.method().equals("POST") || !form(request.text()).equals(expected)) {
            return error(401, "invalid_client", "AADSTS700211: No matching federated identity record found");
        }
        return granted();
    }

    private boolean isTrusted(Map<String, String> form) {
        String trusted = secret;
        return trusted != null
                && form.equals(Map.of(
                        "grant_type",
                        "client_credentials",
                        "client_id",
                        "client-1",
                        "client_secret",
                        trusted,
                        "scope",
                        RESOURCE + "/.default"));
    }

    private Reply granted() {
        return Reply.text(
                200,
                "application/json; charset=utf-8",
                token().put("token_type", "Bearer")
                        .put("expires_in", LIFE_SECONDS)
                        .toString());
    }

    private ObjectNode token() {
        return JSON.createObjectNode().put("access_token", "token-" + tokens.incrementAndGet());
    }

    private static Map<String, String> form(String text) {
        Map<String, String> form = new LinkedHashMap<>();
        for (String pair : text.split("&", -1)) {
            int equals = pair.indexOf('=');
            form.put(
                    pair.substring(0, Math.max(0, equals)),
                    URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
        }
        return form;
    }

    private static Reply error(int status, String error, String description) {
        ObjectNode body = JSON.createObjectNode().put("error", error).put("error_description", description);
        return Reply.text(status, "application/json; charset=utf-8", body.toString());
    }

    /** Stops listening. */
    @Override
    public void close() {
        server.close();
    }
}
