package dev.dragoman.http;

import dev.dragoman.http.UpstreamException.Kind;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * An {@link Upstream} on the HTTP client of the JDK, which speaks HTTP/2 to servers that offer it over TLS.
 *
 * @see <a href="https://docs.oracle.com/en/java/javase/25/docs/api/java.net.http/java/net/http/HttpClient.html">HttpClient</a>
 */
public final class JdkUpstream implements Upstream {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

    private final HttpClient client;

    /** A client with the JDK's trust store and 5 s to connect. */
    public JdkUpstream() {
        this(HttpClient.newBuilder()
                .connectTimeout(CONNECT_TIMEOUT)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build());
    }

    /** A client that is set up elsewhere, to trust other certificates or use a proxy, say; it must not follow redirects. */
    public JdkUpstream(HttpClient client) {
        if (client.followRedirects() != HttpClient.Redirect.NEVER) {
            throw new IllegalArgumentException(
                    "HTTP client follows redirects " + client.followRedirects() + " (expected: NEVER)");
        }
        this.client = client;
    }

    @Override
    public UpstreamResponse send(UpstreamRequest request, Timeouts timeouts, Cancellation cancellation) {
        if (cancellation.isCancelled()) {
            throw JdkFailures.cancelled(request, null);
        }
        JdkBody body = new JdkBody(request, timeouts, cancellation);
        CompletableFuture<HttpResponse<JdkBody>> answer = client.sendAsync(jdkRequest(request), _ -> body);
        Cancellation.Registration registration = cancellation.onCancel(() -> {
            answer.cancel(true);
            body.cancel();
        });
        try {
            return new JdkResponse(
                    request, checked(await(answer, request, timeouts, cancellation), request), registration);
        } catch (UpstreamException e) {
            registration.close();
            body.close();
            throw e;
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }

    private static HttpRequest jdkRequest(UpstreamRequest request) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(request.origin() + request.target()))
                .method(request.method(), publisher(request));
        if (!request.origin().secure()) {
            builder.version(HttpClient.Version.HTTP_1_1);
        }
        request.headers().forEach((name, value) -> {
            switch (name) {
                case "host", "content-length", "connection", "transfer-encoding", "expect", "upgrade" -> {}
                default -> builder.header(name, value);
            }
        });
        return builder.build();
    }

    private static BodyPublisher publisher(UpstreamRequest request) {
        Body body = request.body();
        if (body.length() == 0) {
            return isSentWithBody(request.method()) ? BodyPublishers.ofByteArray(new byte[0]) : BodyPublishers.noBody();
        }
        BodyPublisher[] slices = body.slices().stream()
                .map(slice -> BodyPublishers.ofByteArray(slice.array(), slice.offset(), slice.length()))
                .toArray(BodyPublisher[]::new);
        return slices.length == 1 ? slices[0] : BodyPublishers.concat(slices);
    }

    private static boolean isSentWithBody(String method) {
        return method.equals("POST") || method.equals("PUT") || method.equals("PATCH");
    }

    private static HttpResponse<JdkBody> await(
            CompletableFuture<HttpResponse<JdkBody>> answer,
            UpstreamRequest request,
            Timeouts timeouts,
            Cancellation cancellation) {
        try {
            long left = timeouts.head().earlier(timeouts.total()).remaining(System.nanoTime());
            return answer.get(left, TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            boolean total = timeouts.total().remaining(System.nanoTime()) <= 0;
            throw new UpstreamException(
                    total ? Kind.TOTAL_TIMEOUT : Kind.HEAD_TIMEOUT, "no answer from " + request + " in time", e);
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw JdkFailures.cancelled(request, e);
        } catch (CancellationException e) {
            throw JdkFailures.cancelled(request, e);
        } catch (ExecutionException e) {
            if (cancellation.isCancelled()) {
                throw JdkFailures.cancelled(request, e);
            }
            throw JdkFailures.inHead(request, e.getCause() == null ? e : e.getCause());
        }
    }

    /** What the JDK's client lets pass although two readers could understand it differently. */
    private static HttpResponse<JdkBody> checked(HttpResponse<JdkBody> answer, UpstreamRequest request) {
        List<String> lengths = answer.headers().allValues("content-length");
        boolean coded = answer.headers().firstValue("transfer-encoding").isPresent();
        if (coded && !lengths.isEmpty() || lengths.stream().distinct().count() > 1) {
            answer.body().close();
            throw new UpstreamException(Kind.PROTOCOL, "the answer from " + request + " leaves its length in doubt");
        }
        return answer;
    }
}
