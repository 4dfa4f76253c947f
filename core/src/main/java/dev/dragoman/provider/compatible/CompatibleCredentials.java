package dev.dragoman.provider.compatible;

import dev.dragoman.error.AuthenticationException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.http.Headers;
import dev.dragoman.http.UpstreamRequest;
import dev.dragoman.provider.Credentials;
import dev.dragoman.provider.Target;
import dev.dragoman.provider.TokenRequest;
import dev.dragoman.provider.Tokens;
import org.jspecify.annotations.Nullable;

/** The key of a row, in the header field where the place looks for it. */
final class CompatibleCredentials implements Credentials {

    /** Stands for the key in header fields of the table. */
    static final String KEY = "api_key";

    private final Row row;

    CompatibleCredentials(Row row) {
        this.row = row;
    }

    @Override
    public UpstreamRequest sign(UpstreamRequest request, Target target, Tokens tokens) {
        String key = key(target);
        TokenRequest login = key == null ? login(target) : null;
        key = login == null ? key : login.token(tokens);
        if (key == null) {
            if (isRequired(target)) {
                throw new AuthenticationException(ErrorDetail.of(missing()).at(row.name(), target.model()));
            }
            return request;
        }
        Headers.Builder headers = request.headers().toBuilder();
        put(key, headers);
        return request.withHeaders(headers.build());
    }

    @Override
    public void check(Target target) {
        if (key(target) == null && login(target) == null && isRequired(target)) {
            throw new IllegalArgumentException(missing());
        }
    }

    private void put(String key, Headers.Builder headers) {
        KeyForm form = row.keyForm;
        String sent = key;
        if (form != null && key.startsWith(form.prefix())) {
            sent = key.substring(form.prefix().length());
            headers.set(form.field(), form.value());
        }
        put(row.keyField, row.scheme.isEmpty() ? sent : row.scheme + " " + sent, sent, headers);
    }

    private void put(String field, String value, String key, Headers.Builder headers) {
        headers.set(field, value);
        row.headers.forEach((name, template) -> {
            if (template.equals("{" + KEY + "}")) {
                headers.set(name, key);
            }
        });
    }

    private @Nullable TokenRequest login(Target target) {
        ClientLogin login = row.login;
        return login == null ? null : login.request(row.name(), row.title, target);
    }

    private @Nullable String key(Target target) {
        String key = target.apiKey();
        return key == null || key.isBlank() ? row.placeholderKey : key.strip();
    }

    /** A server of one's own at another address often wants no key. */
    private boolean isRequired(Target target) {
        return !row.keyless && (target.apiBase() == null || target.apiBase().isBlank());
    }

    private String missing() {
        return "no key for " + row.title + " (expected: api_key, or " + String.join(" or ", row.keys)
                + " in the environment)";
    }
}
