package dev.dragoman.openai;

import com.openai.core.RequestOptions;
import com.openai.core.Timeout;
import com.openai.core.http.HttpRequest;
import com.openai.core.http.HttpRequestBody;
import dev.dragoman.Ask;
import dev.dragoman.ByteReply;
import dev.dragoman.Chat;
import dev.dragoman.error.BadRequestException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.error.LlmException;
import dev.dragoman.json.JsonBody;
import dev.dragoman.provider.Operation;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one of the client's HTTP requests asks.
 *
 * @param operation what for
 * @param body the body
 * @param contentType what the body is
 * @param headers the fields that are for the vendor
 * @param timeout the limit of an attempt; null for the library's own
 */
record Asked(
        Operation operation,
        byte[] body,
        String contentType,
        Map<String, String> headers,
        @Nullable Duration timeout) {

    /** What the client tells a server about itself, and what only a connection has. */
    private static final Set<String> CLIENTS_OWN =
            Set.of("authorization", "user-agent", "accept", "content-type", "content-length", "host", "connection");

    /** The client's own limit when nobody set one. */
    private static final Timeout UNSET = Timeout.builder().build();

    /** What the client writes when there is to be no limit. */
    private static final Duration NEVER = Duration.ofDays(365);

    /**
     * Reads a request.
     *
     * @throws LlmException when it is not one that is answered here
     */
    static Asked of(HttpRequest request, RequestOptions options) {
        Operation operation = Paths.operation(request);
        if (!request.queryParams().isEmpty()) {
            throw new BadRequestException(ErrorDetail.of("query parameters "
                            + request.queryParams().keys()
                            + " (expected: none; in process there is no server to read them)")
                    .withType("invalid_request_error"));
        }
        HttpRequestBody body = request.body();
        String type = body == null || body.contentType() == null ? "application/json" : body.contentType();
        return new Asked(operation, bytes(body), type, headers(request), timeout(options.getTimeout()));
    }

    /** Whether a chat's answer comes piece by piece. */
    boolean stream() {
        return Boolean.TRUE.equals(JsonBody.parse(body).bool("stream"));
    }

    Chat chat() {
        Chat chat = Chat.ofJson(body);
        for (Map.Entry<String, String> field : headers.entrySet()) {
            chat = chat.header(field.getKey(), field.getValue());
        }
        return timeout == null ? chat : chat.timeout(timeout);
    }

    Ask<ByteReply> ask() {
        Ask<ByteReply> ask = Ask.ofBody(operation, body, contentType);
        for (Map.Entry<String, String> field : headers.entrySet()) {
            ask = ask.header(field.getKey(), field.getValue());
        }
        return timeout == null ? ask : ask.timeout(timeout);
    }

    private static byte[] bytes(@Nullable HttpRequestBody body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        if (body != null) {
            body.writeTo(bytes);
        }
        return bytes.toByteArray();
    }

    private static Map<String, String> headers(HttpRequest request) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (String name : request.headers().names()) {
            String lower = name.toLowerCase(Locale.ROOT);
            if (!CLIENTS_OWN.contains(lower) && !lower.startsWith("x-stainless-")) {
                headers.put(lower, String.join(", ", request.headers().values(name)));
            }
        }
        return headers;
    }

    private static @Nullable Duration timeout(@Nullable Timeout told) {
        if (told == null || told.equals(UNSET)) {
            return null;
        }
        return told.request().isPositive() ? told.request() : NEVER;
    }
}
