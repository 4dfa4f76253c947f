package dev.dragoman.provider.azure;

import dev.dragoman.http.Cancellation;
import dev.dragoman.http.Headers;
import dev.dragoman.http.Slice;
import dev.dragoman.http.Timeouts;
import dev.dragoman.http.Upstream;
import dev.dragoman.http.UpstreamException;
import dev.dragoman.http.UpstreamRequest;
import dev.dragoman.http.UpstreamResponse;
import dev.dragoman.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A network with nothing in it but a server that hands out numbered tokens for an hour each. */
final class TokenServer implements Upstream {

    /** Address and form of each login. */
    final List<String> forms = new ArrayList<>();

    private @Nullable String refusal;
    private boolean broken;

    void refuse(String reason) {
        refusal = reason;
    }

    void breakDown() {
        broken = true;
    }

    @Override
    public UpstreamResponse send(UpstreamRequest request, Timeouts timeouts, Cancellation cancellation) {
        if (broken) {
            throw new UpstreamException(UpstreamException.Kind.CONNECT, "connection refused");
        }
        String form = new String(request.body().toBytes(), StandardCharsets.UTF_8);
        forms.add(request.origin() + request.target() + " " + form);
        JsonObject.Builder answer = JsonObject.builder();
        if (refusal != null) {
            return new Answer(
                    401, answer.put("error_description", refusal).build().toJson());
        }
        answer.put("access_token", "token-" + forms.size()).put("expires_in", 3600);
        return new Answer(200, answer.build().toJson());
    }

    @Override
    public void close() {}

    private record Answer(int status, String body) implements UpstreamResponse {

        @Override
        public Headers headers() {
            return Headers.EMPTY;
        }

        @Override
        public @Nullable Slice read() {
            return null;
        }

        @Override
        public byte[] readAll(int limit) {
            return body.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public void close() {}
    }
}
