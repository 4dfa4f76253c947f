package dev.dragoman.provider;

import dev.dragoman.http.Cancellation;
import dev.dragoman.http.Timeouts;
import dev.dragoman.http.Upstream;
import dev.dragoman.http.UpstreamRequest;
import dev.dragoman.http.UpstreamResponse;

/** A network that must not be used. */
public final class NoUpstream implements Upstream {

    @Override
    public UpstreamResponse send(UpstreamRequest request, Timeouts timeouts, Cancellation cancellation) {
        throw new AssertionError(request + " (expected: nothing sent)");
    }

    @Override
    public void close() {}
}
