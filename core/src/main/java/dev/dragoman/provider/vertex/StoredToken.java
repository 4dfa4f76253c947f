package dev.dragoman.provider.vertex;

import dev.dragoman.error.AuthenticationException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.http.Upstream;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonSyntaxException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * A token of another identity provider in a file or at an address; it is read anew for each exchange, since whoever puts it
 * there renews it.
 *
 * @param source the file's name or the address
 * @param file whether it is a file
 * @param headers fields to send to the address
 * @param field the member of a JSON text that is the token; null when the whole text is
 * @see <a href="https://google.aip.dev/auth/4117">AIP-4117: External account credentials</a>
 */
record StoredToken(
        String source,
        boolean file,
        JsonObject headers,
        @Nullable String field) implements SubjectToken {

    static StoredToken of(JsonObject source) {
        String file = source.string("file");
        String url = source.string("url");
        if (file == null && url == null) {
            throw new IllegalArgumentException("credential_source of the Google Cloud credentials names "
                    + source.names() + " (expected: file, url or environment_id)");
        }
        if (file == null && url != null) {
            TokenCall.uri(url, "credential_source.url");
        }
        JsonObject headers = source.object("headers");
        return new StoredToken(
                file != null ? file : String.valueOf(url),
                file != null,
                headers == null ? JsonObject.EMPTY : headers,
                field(source.object("format")));
    }

    private static @Nullable String field(@Nullable JsonObject format) {
        return format != null && "json".equals(format.string("type"))
                ? GoogleLogins.required(format, "subject_token_field_name")
                : null;
    }

    @Override
    public String read(Upstream upstream, InstantSource clock) {
        String text = file ? content() : call().text(upstream);
        String token = field == null ? text.strip() : member(text, field);
        if (token == null || token.isEmpty()) {
            throw missing("holds no token" + (field == null ? "" : " in " + field), null);
        }
        return token;
    }

    private String content() {
        try {
            return Files.readString(Path.of(source));
        } catch (IOException unreadable) {
            throw missing("cannot be read", unreadable);
        }
    }

    private TokenCall call() {
        TokenCall[] call = {TokenCall.get(URI.create(source))};
        headers.forEach((name, value) -> {
            if (value instanceof JsonString text) {
                call[0] = call[0].with(name, text.value());
            }
        });
        return call[0];
    }

    private @Nullable String member(String text, String name) {
        try {
            return Json.parse(text) instanceof JsonObject object ? object.string(name) : null;
        } catch (JsonSyntaxException wrong) {
            throw missing("is no JSON", wrong);
        }
    }

    private AuthenticationException missing(String what, @Nullable Exception cause) {
        ErrorDetail detail = ErrorDetail.of("credential_source " + source + " " + what
                        + " (expected: the token of the other identity provider)")
                .withType("authentication_error")
                .at(VertexProvider.NAME, null);
        return new AuthenticationException(detail, 401, cause);
    }
}
