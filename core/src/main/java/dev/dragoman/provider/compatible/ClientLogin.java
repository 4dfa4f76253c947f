package dev.dragoman.provider.compatible;

import dev.dragoman.provider.Target;
import dev.dragoman.provider.TokenRequest;
import dev.dragoman.provider.completions.BaseAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tokens for a client of the place, in place of a key: {@code login path scope id-setting secret-setting}.
 *
 * @param path where tokens are given out, at the place's own server
 * @param scope what they are for
 * @param id the setting with the client's name
 * @param secret the setting with its secret
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-4.4">RFC 6749: Client credentials grant</a>
 */
record ClientLogin(String path, String scope, String id, String secret) {

    static ClientLogin read(String text) {
        List<String> words = Words.of(text);
        return new ClientLogin(words.get(0), words.get(1), words.get(2), words.get(3));
    }

    /** The question for a token; null when the target names no client. */
    @Nullable
    TokenRequest request(String provider, String title, Target target) {
        String client = target.setting(id);
        String password = target.setting(secret);
        String base = target.apiBase();
        if (client == null || password == null || base == null) {
            return null;
        }
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "client_credentials");
        form.put("scope", scope);
        byte[] pair = (client.strip() + ":" + password.strip()).getBytes(StandardCharsets.UTF_8);
        String address =
                BaseAddress.of(base, "https://host").uri().resolve(path).toString();
        return TokenRequest.form(provider, title, "api_base", address, form)
                .with("authorization", "Basic " + Base64.getEncoder().encodeToString(pair));
    }
}
