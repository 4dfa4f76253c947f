package dev.dragoman.http;

/** A pooled HTTP client in blocking style. Thread-safe; follows no redirects and retries nothing by itself. */
public interface Upstream extends AutoCloseable {

    /**
     * Sends the request and waits for status and headers.
     *
     * @param timeouts limits for this exchange; {@code idle} and {@code total} also bind the reading of the body
     * @param cancellation when cancelled, the connection is given up and whoever waits gets an {@link UpstreamException}
     *     of kind {@link UpstreamException.Kind#CANCELLED}
     * @return the answer, whatever its status
     * @throws UpstreamException when no answer arrives
     */
    UpstreamResponse send(UpstreamRequest request, Timeouts timeouts, Cancellation cancellation);

    @Override
    void close();
}
