package dev.dragoman.routing;

import dev.dragoman.http.DecodedResponse;
import dev.dragoman.http.Upstream;
import dev.dragoman.http.UpstreamRequest;
import dev.dragoman.http.UpstreamResponse;
import dev.dragoman.provider.Tokens;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * What it takes to exchange something with a vendor. Thread-safe.
 *
 * @param network reaches vendors
 * @param local providers that live in this process, by name
 * @param tokens keeps fetched access tokens
 * @param nanoClock measures attempts
 * @param pause waits where a vendor needs time
 * @param maxReplyBytes the longest whole answer to accept
 */
public record Line(
        Upstream network,
        Map<String, Upstream> local,
        Tokens tokens,
        LongSupplier nanoClock,
        Pause pause,
        int maxReplyBytes) {

    public Line {
        local = Map.copyOf(local);
    }

    /** Sends a signed request. */
    UpstreamResponse send(UpstreamRequest request, Deployment deployment, Attempt attempt) {
        Upstream upstream = local.getOrDefault(deployment.provider().name(), network);
        return DecodedResponse.of(upstream.send(request, attempt.timeouts(), attempt.cancellation()), maxReplyBytes);
    }

    /** The time in nanoseconds. */
    long nanos() {
        return nanoClock.getAsLong();
    }
}
