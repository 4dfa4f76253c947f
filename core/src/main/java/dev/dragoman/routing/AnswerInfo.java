package dev.dragoman.routing;

import dev.dragoman.http.Headers;
import java.util.List;

/**
 * What the gateway tells about an answer beside the answer.
 *
 * @param deployment who answered
 * @param vendorHeaders the vendor's header fields
 * @param dropped parameters of the caller that were left out
 * @param vendorNanos time spent waiting for the vendor: for a stream until its first event
 */
public record AnswerInfo(Deployment deployment, Headers vendorHeaders, List<String> dropped, long vendorNanos) {

    public AnswerInfo {
        dropped = List.copyOf(dropped);
    }
}
