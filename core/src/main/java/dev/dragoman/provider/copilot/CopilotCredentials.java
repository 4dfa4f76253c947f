package dev.dragoman.provider.copilot;

import dev.dragoman.error.AuthenticationException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.http.Headers;
import dev.dragoman.http.Origin;
import dev.dragoman.http.UpstreamRequest;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonObject;
import dev.dragoman.provider.Credentials;
import dev.dragoman.provider.Target;
import dev.dragoman.provider.TokenRequest;
import dev.dragoman.provider.Tokens;
import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The token of a user's login, given as key, in the file where a login leaves it, or got by a login on another device, is exchanged
 * for one that lasts half an hour. Its answer also tells where the user's subscription is served.
 */
final class CopilotCredentials implements Credentials {

    private static final String DESK = "https://api.github.com/copilot_internal/v2/token";

    @Override
    public UpstreamRequest sign(UpstreamRequest request, Target target, Tokens tokens) {
        JsonObject held = Json.parseObject(held(target, login(target, tokens), tokens));
        Headers headers = Conversation.announced(request).toBuilder()
                .set("authorization", "Bearer " + held.string("token"))
                .build();
        String api = held.string("api");
        boolean own = target.apiBase() != null && !target.apiBase().isBlank();
        Origin origin = api == null || own ? request.origin() : origin(api);
        return new UpstreamRequest(request.method(), origin, request.target(), headers, request.body());
    }

    /** What is signed with is asked for first, or is no single secret. */
    @Override
    public UpstreamRequest hidden(UpstreamRequest request, Target target, String hidden, Tokens tokens) {
        return Credentials.bearing(request, hidden);
    }

    private static Origin origin(String api) {
        try {
            return Origin.of(URI.create(api));
        } catch (IllegalArgumentException wrong) {
            throw refused("GitHub names an address that is none: " + api, wrong);
        }
    }

    @Override
    public void check(Target target) {
        // Refuses an address that is none.
        var _ = desk(target, "");
        LoginFile file = LoginFile.of(target);
        if (file != null) {
            new DeviceLogin(target, file).check();
        }
    }

    private static String held(Target target, String login, Tokens tokens) {
        TokenRequest known = desk(target, login);
        return tokens.token(
                known.key(),
                upstream -> token(known.answer(upstream), tokens.clock().instant()));
    }

    private static TokenRequest desk(Target target, String login) {
        String configured = target.setting("github_copilot_api_key_url");
        TokenRequest asked = TokenRequest.get(
                        CopilotProvider.NAME,
                        "GitHub",
                        "github_copilot_api_key_url",
                        configured == null ? DESK : configured)
                .with("authorization", "token " + login);
        return new TokenRequest(
                asked.provider(),
                asked.server(),
                asked.request().withHeaders(merged(asked.request().headers())));
    }

    private static Headers merged(Headers headers) {
        Headers.Builder merged = CopilotAddress.EDITOR.toBuilder();
        headers.forEach(merged::set);
        return merged.build();
    }

    private static Tokens.Token token(JsonObject answer, Instant now) {
        String token = answer.string("token");
        if (token == null) {
            throw refused("GitHub gave no token: the answer has none (expected: token)", null);
        }
        JsonObject endpoints = answer.object("endpoints");
        JsonObject held = JsonObject.builder()
                .put("token", token)
                .putIfPresent("api", endpoints == null ? null : endpoints.string("api"))
                .build();
        Long end = answer.integer("expires_at");
        return new Tokens.Token(held.toJson(), end == null ? now.plusSeconds(300) : Instant.ofEpochSecond(end));
    }

    private static String login(Target target, Tokens tokens) {
        String key = target.apiKey();
        if (key != null && !key.isBlank()) {
            return key.strip();
        }
        LoginFile file = LoginFile.of(target);
        if (file == null) {
            throw refused(
                    "no login at GitHub Copilot (expected: api_key, GITHUB_COPILOT_TOKEN in the environment, or"
                            + " GITHUB_COPILOT_TOKEN_DIR with the file that a device login writes)",
                    null);
        }
        String kept = file.token();
        return kept == null ? new DeviceLogin(target, file).token(tokens) : kept;
    }

    private static AuthenticationException refused(String message, @Nullable Throwable cause) {
        return new AuthenticationException(ErrorDetail.of(message).at(CopilotProvider.NAME, null), 401, cause);
    }
}
