package dev.dragoman.provider.copilot;

import dev.dragoman.error.AuthenticationException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonObject;
import dev.dragoman.provider.Target;
import dev.dragoman.provider.TokenRequest;
import dev.dragoman.provider.Tokens;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * A user's login at GitHub on another device: the log tells once what to enter where, and each call asks whether that was done.
 * No call waits for it. The token is left in a file, so that it is done once and for all.
 *
 * @see <a href="https://docs.github.com/en/apps/oauth-apps/building-oauth-apps/authorizing-oauth-apps#device-flow">GitHub: Device
 *     flow</a>
 * @param file where the token is left
 */
record DeviceLogin(Target target, LoginFile file) {

    private static final System.Logger LOG = System.getLogger(DeviceLogin.class.getName());

    private static final String CODES = "https://github.com/login/device/code";
    private static final String GRANTS = "https://github.com/login/oauth/access_token";
    private static final String GRANT = "urn:ietf:params:oauth:grant-type:device_code";

    /** GitHub's own for editors. */
    private static final String CLIENT = "Iv1.b507a08c87ecfe98";

    private static final long USUAL_LIFE_SECONDS = 900;
    private static final Duration FOR_GOOD = Duration.ofDays(365);

    /**
     * The token of the login.
     *
     * @throws AuthenticationException as long as nobody has logged in
     */
    String token(Tokens tokens) {
        TokenRequest codes = codes();
        JsonObject begun = Json.parseObject(tokens.token(
                "device " + codes.key() + file.path(),
                upstream -> begun(codes.answer(upstream), tokens.clock().instant())));
        TokenRequest grant = grant(Objects.requireNonNullElse(begun.string("device_code"), ""));
        return tokens.token(
                grant.key(),
                upstream -> granted(grant.answer(upstream), tokens.clock().instant()));
    }

    /** Refuses addresses that are none. */
    void check() {
        var _ = codes();
        var _ = grant("");
    }

    private TokenRequest codes() {
        return asked("github_copilot_device_code_url", CODES, Map.of("scope", "read:user"));
    }

    private TokenRequest grant(String code) {
        return asked("github_copilot_access_token_url", GRANTS, Map.of("device_code", code, "grant_type", GRANT));
    }

    private TokenRequest asked(String setting, String usual, Map<String, String> members) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("client_id", told("github_copilot_client_id", CLIENT));
        form.putAll(members);
        return TokenRequest.form(CopilotProvider.NAME, "GitHub", setting, told(setting, usual), form);
    }

    private String told(String setting, String usual) {
        String value = target.setting(setting);
        return value == null || value.isBlank() ? usual : value.strip();
    }

    private static Tokens.Token begun(JsonObject answer, Instant now) {
        String device = answer.string("device_code");
        String user = answer.string("user_code");
        if (device == null || user == null) {
            throw refused("GitHub began no login (expected: device_code and user_code)");
        }
        String place = Objects.requireNonNullElse(answer.string("verification_uri"), "https://github.com/login/device");
        LOG.log(
                System.Logger.Level.WARNING,
                "GitHub Copilot wants a login: visit {0} and enter {1}",
                printable(place),
                printable(user));
        Long life = answer.integer("expires_in");
        JsonObject kept = JsonObject.builder().put("device_code", device).build();
        return new Tokens.Token(kept.toJson(), now.plusSeconds(life == null ? USUAL_LIFE_SECONDS : life));
    }

    private Tokens.Token granted(JsonObject answer, Instant now) {
        String token = answer.string("access_token");
        if (token == null) {
            throw refused(meaning(Objects.requireNonNullElse(answer.string("error"), "")));
        }
        try {
            file.keep(token);
        } catch (IOException unwritable) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "the login at GitHub Copilot is lost when this process ends: {0} cannot be written",
                    file.path());
        }
        return new Tokens.Token(token, now.plus(FOR_GOOD));
    }

    private static String meaning(String error) {
        return switch (error) {
            case "authorization_pending", "slow_down" ->
                "nobody has logged in at GitHub Copilot yet (expected: a login as the log says)";
            case "access_denied" -> "the login at GitHub Copilot was denied";
            case "expired_token" ->
                "nobody has logged in at GitHub Copilot in time (expected: a login as the log says)";
            default -> "GitHub gives no token for the login: " + (error.isEmpty() ? "no reason given" : error);
        };
    }

    private static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }

    private static AuthenticationException refused(String message) {
        return new AuthenticationException(
                ErrorDetail.of(message).withType("authentication_error").at(CopilotProvider.NAME, null));
    }
}
