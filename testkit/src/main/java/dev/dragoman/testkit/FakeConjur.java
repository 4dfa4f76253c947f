package dev.dragoman.testkit;

import dev.dragoman.testkit.vault.VaultServer;
import dev.dragoman.testkit.wire.RecordedRequest;
import dev.dragoman.testkit.wire.Reply;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * CyberArk Conjur with one account and one host that logs in by its key. Thread-safe.
 *
 * @see <a href="https://docs.cyberark.com/conjur-open-source/latest/en/content/developer/lp_rest_api.htm">Conjur: REST APIs</a>
 */
public final class FakeConjur implements AutoCloseable {

    private static final String VARIABLES = "/secrets/dev/variable/";

    private final VaultServer server = new VaultServer(this::handle);
    private final Set<String> declared = ConcurrentHashMap.newKeySet();
    private final AtomicInteger logins = new AtomicInteger();
    private volatile int oldest = 1;

    private FakeConjur() {}

    /** Starts on a free port of 127.0.0.1. */
    public static FakeConjur start() {
        return new FakeConjur();
    }

    /** Its server: address, secrets and requests. */
    public VaultServer server() {
        return server;
    }

    /** Takes no token any more that was given out before. */
    public void revokeAll() {
        oldest = logins.get() + 1;
    }

    private Reply handle(RecordedRequest request) {
        if (request.path().equals("/authn/dev/host%2Fgateway/authenticate")) {
            return request.method().equals("POST") && request.text().equals("api-key-1")
                    ? Reply.text(200, "application/json", document(logins.incrementAndGet()))
                    : plain(401, "");
        }
        if (!isSigned(request.header("authorization").orElse(""))) {
            return plain(401, "");
        }
        if (request.path().equals("/policies/dev/policy/root")
                && request.method().equals("POST")) {
            return policy(request.text());
        }
        return request.path().startsWith(VARIABLES)
                ? variable(request, VaultServer.decoded(request.path().substring(VARIABLES.length())))
                : plain(404, "");
    }

    private static String document(int login) {
        return "{\"protected\":\"e30\",\"payload\":\"login-" + login + "\",\"signature\":\"x\"}";
    }

    private boolean isSigned(String authorization) {
        for (int login = oldest; login <= logins.get(); login++) {
            String token = Base64.getEncoder().encodeToString(document(login).getBytes(StandardCharsets.UTF_8));
            if (authorization.equals("Token token=\"" + token + "\"")) {
                return true;
            }
        }
        return false;
    }

    private Reply policy(String text) {
        List<String> lines = text.lines().toList();
        if (lines.size() < 2
                || !lines.get(0).equals("- !variable")
                || !lines.get(1).startsWith("  id: \"")) {
            return plain(422, "policy invalid");
        }
        declared.add(lines.get(1).substring("  id: \"".length(), lines.get(1).length() - 1));
        return Reply.text(201, "application/json", "{\"created_roles\":{},\"version\":1}");
    }

    private Reply variable(RecordedRequest request, String name) {
        if (request.method().equals("GET")) {
            String secret = server.secrets().get(name);
            return secret == null ? plain(404, "CONJ00076E Variable is empty or not found.") : plain(200, secret);
        }
        if (!request.method().equals("POST") || !declared.contains(name)) {
            return plain(404, "not found");
        }
        server.secrets().put(name, request.text());
        return plain(201, "");
    }

    private static Reply plain(int status, String text) {
        return Reply.text(status, "text/plain", text);
    }

    @Override
    public void close() {
        server.close();
    }
}
