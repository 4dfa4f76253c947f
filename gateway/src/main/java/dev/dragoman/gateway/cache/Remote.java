package dev.dragoman.gateway.cache;

import dev.dragoman.http.Body;
import dev.dragoman.http.Cancellation;
import dev.dragoman.http.Deadline;
import dev.dragoman.http.Headers;
import dev.dragoman.http.Origin;
import dev.dragoman.http.Timeouts;
import dev.dragoman.http.Upstream;
import dev.dragoman.http.UpstreamException;
import dev.dragoman.http.UpstreamRequest;
import dev.dragoman.http.UpstreamResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;

/** A server that keeps answers and speaks HTTP. Thread-safe. */
final class Remote {

    private static final int MAX_BYTES = 64 << 20;
    private static final int SHOWN = 200;

    private final Upstream upstream;
    private final Origin origin;
    private final String path;
    private final UnaryOperator<UpstreamRequest> signature;
    private final LongSupplier nanoClock;

    /**
     * A server.
     *
     * @param base its address, with what all paths begin with
     * @param signature puts credentials on a request
     */
    Remote(Upstream upstream, String base, UnaryOperator<UpstreamRequest> signature, LongSupplier nanoClock) {
        URI uri = URI.create(base.strip());
        String prefix = uri.getRawPath() == null ? "" : uri.getRawPath();
        this.upstream = upstream;
        this.origin = Origin.of(uri);
        this.path = prefix.endsWith("/") ? prefix.substring(0, prefix.length() - 1) : prefix;
        this.signature = signature;
        this.nanoClock = nanoClock;
    }

    /** What it answered. */
    record Reply(int status, byte[] body) {

        boolean isGood() {
            return status / 100 == 2;
        }

        /** The reply, if it is good. */
        Reply orThrow(String what) {
            if (!isGood()) {
                String text = new String(body, StandardCharsets.UTF_8);
                throw new UncheckedIOException(new IOException(what + ": status " + status + ": "
                        + (text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...")));
            }
            return this;
        }
    }

    /**
     * Asks it.
     *
     * @param target path and query below the base
     * @throws UncheckedIOException when there is no answer in time
     */
    Reply ask(String method, String target, Headers headers, byte[] body, Duration patience) {
        UpstreamRequest request = signature.apply(new UpstreamRequest(
                method, origin, path + target, headers, body.length == 0 ? Body.EMPTY : Body.of(body)));
        Timeouts timeouts = Timeouts.total(Deadline.after(patience, nanoClock.getAsLong()));
        try (UpstreamResponse response = upstream.send(request, timeouts, Cancellation.never())) {
            return new Reply(response.status(), response.readAll(MAX_BYTES));
        } catch (UpstreamException failed) {
            throw new UncheckedIOException(new IOException(origin + ": " + failed.getMessage(), failed));
        }
    }
}
