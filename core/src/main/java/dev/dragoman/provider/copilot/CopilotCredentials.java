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
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The token of a user's login, given as key or in the file where LiteLLM's login leaves it, is exchanged for one that lasts half
 * an hour. Its answer also tells where the user's subscription is served.
 */
final class CopilotCredentials implements Credentials {

    private static final String DESK = "https://api.github.com/copilot_internal/v2/token";
    private static final String USUAL_FOLDER = ".config/litellm/github_copilot";
    private static final String USUAL_FILE = "access-token";

    @Override
    public UpstreamRequest sign(UpstreamRequest request, Target target, Tokens tokens) {
        JsonObject held = Json.parseObject(held(target, login(target), tokens));
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

    private static String login(Target target) {
        String key = target.apiKey();
        if (key != null && !key.isBlank()) {
            return key.strip();
        }
        Path file = file(target);
        if (file == null || !Files.isReadable(file)) {
            throw refused(
                    "no login at GitHub Copilot (expected: api_key, GITHUB_COPILOT_TOKEN in the environment, or the file"
                            + " that the device login of LiteLLM writes"
                            + (file == null ? ")" : ": " + file + ")"),
                    null);
        }
        try {
            return Files.readString(file).strip();
        } catch (IOException unreadable) {
            throw refused(file + " cannot be read (expected: a file with a token)", unreadable);
        }
    }

    private static @Nullable Path file(Target target) {
        String folder = filled(target.setting("github_copilot_token_dir"));
        String name = filled(target.setting("github_copilot_access_token_file"));
        String home = filled(target.setting("HOME"));
        if (folder == null && home == null) {
            return null;
        }
        Path in = folder == null ? Path.of(String.valueOf(home), USUAL_FOLDER) : Path.of(folder);
        return in.resolve(name == null ? USUAL_FILE : name);
    }

    private static @Nullable String filled(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    private static AuthenticationException refused(String message, @Nullable Throwable cause) {
        return new AuthenticationException(ErrorDetail.of(message).at(CopilotProvider.NAME, null), 401, cause);
    }
}
