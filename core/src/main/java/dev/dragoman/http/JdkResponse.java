package dev.dragoman.http;

import dev.dragoman.http.UpstreamException.Kind;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An answer that the JDK's client brought. */
final class JdkResponse implements UpstreamResponse {

    private final UpstreamRequest request;
    private final int status;
    private final Headers headers;
    private final JdkBody body;
    private final Cancellation.Registration registration;

    JdkResponse(UpstreamRequest request, HttpResponse<JdkBody> answer, Cancellation.Registration registration) {
        this.request = request;
        this.status = answer.statusCode();
        this.headers = headers(answer);
        this.body = answer.body();
        this.registration = registration;
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public Headers headers() {
        return headers;
    }

    @Override
    public @Nullable Slice read() {
        return body.next();
    }

    @Override
    public byte[] readAll(int limit) {
        List<Slice> pieces = new ArrayList<>();
        long length = 0;
        for (Slice piece = read(); piece != null; piece = read()) {
            pieces.add(piece);
            length += piece.length();
            if (length > limit) {
                throw tooLarge(limit);
            }
        }
        return new Body(pieces).toBytes();
    }

    @Override
    public void close() {
        registration.close();
        body.close();
    }

    private UpstreamException tooLarge(int limit) {
        body.close();
        return new UpstreamException(
                Kind.TOO_LARGE, "the answer from " + request + " is longer than " + limit + " bytes");
    }

    private static Headers headers(HttpResponse<JdkBody> answer) {
        Headers.Builder builder = Headers.builder();
        answer.headers().map().forEach((name, values) -> {
            if (!name.startsWith(":")) {
                values.forEach(value -> builder.add(name, value));
            }
        });
        return builder.build();
    }
}
