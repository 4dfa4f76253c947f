package dev.dragoman.provider.aws;

import dev.dragoman.http.Cancellation;
import dev.dragoman.http.Headers;
import dev.dragoman.http.Slice;
import dev.dragoman.http.Timeouts;
import dev.dragoman.http.Upstream;
import dev.dragoman.http.UpstreamException;
import dev.dragoman.http.UpstreamRequest;
import dev.dragoman.http.UpstreamResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A network with nothing in it but the servers that give AWS credentials, and their answers. */
final class Machines implements Upstream {

    /** The requests in order. */
    final List<UpstreamRequest> requests = new ArrayList<>();

    private final Map<String, Answer> answers = new HashMap<>();

    /** Lets a server answer requests such as {@code GET http://host/path}. */
    Machines answering(String request, int status, String body) {
        answers.put(request, new Answer(status, body));
        return this;
    }

    /** The body of a request. */
    String body(int index) {
        return new String(requests.get(index).body().toBytes(), StandardCharsets.UTF_8);
    }

    @Override
    public UpstreamResponse send(UpstreamRequest request, Timeouts timeouts, Cancellation cancellation) {
        requests.add(request);
        Answer answer = answers.get(request.toString());
        if (answer == null) {
            throw new UpstreamException(UpstreamException.Kind.CONNECT, "connection refused");
        }
        return answer;
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
