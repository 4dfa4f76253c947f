package dev.dragoman.routing;

import dev.dragoman.http.Cancellation;
import dev.dragoman.http.Headers;
import dev.dragoman.http.Origin;
import dev.dragoman.http.Timeouts;
import dev.dragoman.http.Upstream;
import dev.dragoman.http.UpstreamRequest;
import dev.dragoman.http.UpstreamResponse;
import java.net.URI;

/** A network on which every address leads to one server; it remembers where the last request was to go. */
final class Diversion implements Upstream {

    private final Upstream network;
    private final URI server;
    private volatile String lastUrl = "";
    private volatile Headers lastHeaders = Headers.EMPTY;

    Diversion(Upstream network, String server) {
        this.network = network;
        this.server = URI.create(server);
    }

    /** The address of the last request. */
    String lastUrl() {
        return lastUrl;
    }

    /** The header of the last request. */
    Headers lastHeaders() {
        return lastHeaders;
    }

    @Override
    public UpstreamResponse send(UpstreamRequest request, Timeouts timeouts, Cancellation cancellation) {
        lastUrl = request.origin() + request.target();
        lastHeaders = request.headers();
        UpstreamRequest diverted = new UpstreamRequest(
                request.method(), Origin.of(server), server.getPath(), request.headers(), request.body());
        return network.send(diverted, timeouts, cancellation);
    }

    @Override
    public void close() {
        network.close();
    }
}
