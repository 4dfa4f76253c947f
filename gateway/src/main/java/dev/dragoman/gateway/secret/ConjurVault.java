package dev.dragoman.gateway.secret;

import dev.dragoman.http.Headers;
import dev.dragoman.json.JsonString;
import dev.dragoman.provider.Percent;
import dev.dragoman.provider.Tokens;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * CyberArk Conjur.
 *
 * @see <a href="https://docs.cyberark.com/conjur-open-source/latest/en/content/developer/lp_rest_api.htm">Conjur: REST APIs</a>
 */
final class ConjurVault implements SecretVault {

    private static final byte[] NOTHING = new byte[0];
    /** A token lives for eight minutes; tokens are fetched anew two minutes before their end. */
    private static final Duration TOKEN_LIFE = Duration.ofMinutes(5).plus(Tokens.MARGIN);

    private final VaultServer server;
    private final VaultWorld world;
    private final String account;
    private final String user;
    private final @Nullable String key;
    private volatile int logins;

    ConjurVault(VaultWorld world) {
        this.world = world;
        this.server = world.server("CYBERARK_API_BASE", world.required("CYBERARK_API_BASE", "the address of Conjur"));
        this.account = encoded(world.variable("CYBERARK_ACCOUNT", "default"));
        this.user = encoded(world.variable("CYBERARK_USERNAME", "admin"));
        this.key = world.variable("CYBERARK_API_KEY");
        if (key == null && world.variable("CYBERARK_CLIENT_CERT") == null) {
            throw new IllegalArgumentException(
                    "CYBERARK_API_KEY: not set (expected: it, or CYBERARK_CLIENT_CERT with CYBERARK_CLIENT_KEY)");
        }
    }

    @Override
    public boolean isOwn(String variable) {
        return variable.startsWith("CYBERARK_");
    }

    @Override
    public @Nullable String read(String name) {
        VaultAnswer answer = ask("GET", variable(name), Headers.EMPTY, NOTHING);
        return answer.status() == 404 ? null : answer.orThrow(null).text();
    }

    @Override
    public void write(String name, String secret, Filing filing) {
        ask(
                        "POST",
                        "/policies/" + account + "/policy/root",
                        Headers.of("content-type", "application/x-yaml"),
                        bytes(policy(name, filing)))
                .orThrow(null);
        ask("POST", variable(name), Headers.of("content-type", "text/plain"), bytes(secret))
                .orThrow(null);
    }

    /** What declares a variable; texts are quoted as JSON, which YAML reads alike. */
    private static String policy(String name, Filing filing) {
        StringBuilder policy = new StringBuilder("- !variable\n  id: " + quoted(name) + "\n");
        if (filing.description() != null || !filing.tags().isEmpty()) {
            policy.append("  annotations:\n");
            if (filing.description() != null) {
                policy.append("    description: ")
                        .append(quoted(filing.description()))
                        .append('\n');
            }
            filing.tags()
                    .forEach((tag, value) -> policy.append("    ")
                            .append(quoted(tag))
                            .append(": ")
                            .append(quoted(value))
                            .append('\n'));
        }
        return policy.toString();
    }

    private static String quoted(String text) {
        return new JsonString(text).toJson();
    }

    private String variable(String name) {
        return "/secrets/" + account + "/variable/" + encoded(name);
    }

    private VaultAnswer ask(String method, String path, Headers headers, byte[] body) {
        int before = logins;
        VaultAnswer answer = server.ask(method, path, with(headers), body);
        if (answer.status() != 401) {
            return answer;
        }
        logins = before + 1; // The token ended before its time.
        return server.ask(method, path, with(headers), body);
    }

    private Headers with(Headers headers) {
        String token = world.tokens().token("conjur " + server + " " + user + " " + logins, _ -> login());
        return headers.toBuilder()
                .set("authorization", "Token token=\"" + token + "\"")
                .build();
    }

    private Tokens.Token login() {
        VaultAnswer answer = server.ask(
                        "POST",
                        "/authn/" + account + "/" + user + "/authenticate",
                        Headers.of("content-type", "text/plain"),
                        key == null ? NOTHING : bytes(key))
                .orThrow(null);
        return new Tokens.Token(
                Base64.getEncoder().encodeToString(answer.body()),
                world.clock().instant().plus(TOKEN_LIFE));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String encoded(String text) {
        return Percent.encoded(text, Percent.UNRESERVED);
    }

    @Override
    public String toString() {
        return server.toString();
    }
}
