package dev.dragoman.provider.replicate;

import dev.dragoman.http.Cancellation;
import dev.dragoman.http.Timeouts;
import dev.dragoman.http.Upstream;
import dev.dragoman.http.UpstreamRequest;
import dev.dragoman.http.UpstreamResponse;

/**
 * Makes one exchange of the several that a prediction takes: it is made, then asked for until it is done, or followed at the
 * address of its stream. A prediction that nobody waits for any more is cancelled, since it costs by the second. Thread-safe.
 *
 * @see <a href="https://replicate.com/docs/topics/predictions/lifecycle">Replicate: Prediction lifecycle</a>
 */
public final class ReplicateUpstream implements Upstream {

    private final Upstream network;

    /** Exchanges over this network. */
    public ReplicateUpstream(Upstream network) {
        this.network = network;
    }

    @Override
    public UpstreamResponse send(UpstreamRequest request, Timeouts timeouts, Cancellation cancellation) {
        if (!request.method().equals("POST")) {
            // What a prediction made is fetched, or one is looked at.
            return network.send(request, timeouts, cancellation);
        }
        boolean stream = "text/event-stream".equals(request.headers().first("accept"));
        UpstreamResponse made = network.send(request, timeouts, cancellation);
        if (made.status() / 100 != 2) {
            return made;
        }
        Prediction prediction = new Prediction(network, request, timeouts, cancellation);
        return stream ? prediction.followed(made) : prediction.awaited(made);
    }

    @Override
    public void close() {
        network.close();
    }
}
