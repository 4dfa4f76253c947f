package dev.dragoman.routing;

import dev.dragoman.dialect.Dialect;
import dev.dragoman.error.LlmException;
import dev.dragoman.http.Body;
import dev.dragoman.http.Headers;
import dev.dragoman.http.UpstreamException;
import dev.dragoman.http.UpstreamRequest;
import dev.dragoman.http.UpstreamResponse;
import dev.dragoman.provider.Endpoint;
import dev.dragoman.provider.Operation;
import dev.dragoman.provider.Spoken;

/** Asks vendors about what they keep under an id of their own. Thread-safe. */
public final class VendorObjects {

    private final Line line;

    public VendorObjects(Line line) {
        this.line = line;
    }

    /**
     * What is done with an object.
     *
     * @param method the HTTP method
     * @param operation whose objects are meant; the deployment's provider must be talked to for it
     * @param path behind the operation's address, beginning with {@code /}; encoded
     * @param query without the question mark; empty for none
     */
    public record Wish(String method, Operation operation, String path, String query) {}

    /**
     * The vendor's answer.
     *
     * @throws LlmException when it refuses
     */
    public byte[] ask(Wish wish, Deployment deployment, Attempt attempt) {
        try {
            UpstreamRequest request = deployment
                    .provider()
                    .credentials()
                    .sign(request(wish, deployment), deployment.target(), line.tokens());
            try (UpstreamResponse response = line.send(request, deployment, attempt)) {
                if (response.status() / 100 != 2) {
                    throw Refusals.of(response, deployment, dialect(wish, deployment)::readError);
                }
                return response.readAll(line.maxReplyBytes());
            }
        } catch (UpstreamException | LlmException failure) {
            throw Breakage.of(failure, deployment);
        }
    }

    private static Dialect dialect(Wish wish, Deployment deployment) {
        for (Spoken spoken : deployment.provider().spoken()) {
            if (spoken.operation() == wish.operation()) {
                return spoken.dialect();
            }
        }
        return deployment.provider().dialect();
    }

    private static UpstreamRequest request(Wish wish, Deployment deployment) {
        Endpoint endpoint = deployment.endpoint(wish.operation(), false);
        Headers.Builder headers = endpoint.headers().toBuilder();
        headers.set("accept", "application/json");
        deployment.extraHeaders().forEach(headers::set);
        return new UpstreamRequest(
                wish.method(), endpoint.origin(), target(endpoint.target(), wish), headers.build(), Body.EMPTY);
    }

    private static String target(String target, Wish wish) {
        int at = target.indexOf('?');
        String path = (at < 0 ? target : target.substring(0, at)) + wish.path();
        String query = at < 0 ? "" : target.substring(at + 1);
        String all = query.isEmpty() || wish.query().isEmpty() ? query + wish.query() : query + "&" + wish.query();
        return all.isEmpty() ? path : path + "?" + all;
    }
}
