package dev.dragoman.openai;

import com.openai.core.RequestOptions;
import com.openai.core.Timeout;
import com.openai.core.http.HttpRequest;
import com.openai.core.http.HttpRequestBody;
import dev.dragoman.Chat;
import dev.dragoman.error.BadRequestException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.error.LlmException;
import dev.dragoman.error.NotFoundException;
import dev.dragoman.json.JsonBody;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the client's HTTP requests. */
final class ChatRequests {

    private static final List<String> PATH = List.of("chat", "completions");

    /** What the client tells a server about itself, and what only a connection has. */
    private static final Set<String> CLIENTS_OWN =
            Set.of("authorization", "user-agent", "accept", "content-type", "content-length", "host", "connection");

    /** The client's own limit when nobody set one. */
    private static final Timeout UNSET = Timeout.builder().build();

    /** What the client writes when there is to be no limit. */
    private static final Duration NEVER = Duration.ofDays(365);

    private ChatRequests() {}

    /** A chat, and whether its answer comes piece by piece. */
    record Asked(Chat chat, boolean stream) {}

    /**
     * The chat that the request is.
     *
     * @throws LlmException when it is none
     */
    static Asked read(HttpRequest request, RequestOptions options) {
        if (!request.pathSegments().equals(PATH) || !request.method().name().equals("POST")) {
            throw unknown(request);
        }
        if (!request.queryParams().isEmpty()) {
            throw new BadRequestException(
                    ErrorDetail.of("query parameters " + request.queryParams().keys()
                                    + " (expected: none; in process there is no server to read them)")
                            .withType("invalid_request_error"));
        }
        byte[] body = body(request.body());
        Chat chat = timed(withHeaders(Chat.ofJson(body), request), options.getTimeout());
        return new Asked(chat, Boolean.TRUE.equals(JsonBody.parse(body).bool("stream")));
    }

    private static NotFoundException unknown(HttpRequest request) {
        return new NotFoundException(ErrorDetail.of(request.method() + " /" + String.join("/", request.pathSegments())
                        + " is not answered in process (expected: POST /chat/completions)")
                .withType("invalid_request_error")
                .withCode("unknown_url"));
    }

    private static byte[] body(@Nullable HttpRequestBody body) {
        if (body == null) {
            return new byte[0];
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        body.writeTo(bytes);
        return bytes.toByteArray();
    }

    private static Chat withHeaders(Chat chat, HttpRequest request) {
        Chat result = chat;
        for (String name : request.headers().names()) {
            String lower = name.toLowerCase(Locale.ROOT);
            if (!CLIENTS_OWN.contains(lower) && !lower.startsWith("x-stainless-")) {
                result =
                        result.header(lower, String.join(", ", request.headers().values(name)));
            }
        }
        return result;
    }

    private static Chat timed(Chat chat, @Nullable Timeout timeout) {
        if (timeout == null || timeout.equals(UNSET)) {
            return chat;
        }
        return chat.timeout(timeout.request().isPositive() ? timeout.request() : NEVER);
    }
}
