package dev.dragoman.gateway.secret;

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
import java.net.URI;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;

/** A server that keeps secrets and speaks HTTP. Thread-safe. */
final class VaultServer {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int MAX_BYTES = 1 << 20;

    private final Upstream upstream;
    private final Origin origin;
    private final String path;
    private final UnaryOperator<UpstreamRequest> signature;
    private final LongSupplier nanoClock;

    private VaultServer(
            Upstream upstream,
            Origin origin,
            String path,
            UnaryOperator<UpstreamRequest> signature,
            LongSupplier nanoClock) {
        this.upstream = upstream;
        this.origin = origin;
        this.path = path;
        this.signature = signature;
        this.nanoClock = nanoClock;
    }

    /**
     * The server at an address.
     *
     * @param setting where the address was found, for messages
     * @throws IllegalArgumentException when it is none
     */
    static VaultServer at(String setting, String address, Upstream upstream, LongSupplier nanoClock) {
        try {
            URI uri = URI.create(address.strip());
            String path = uri.getRawPath() == null ? "" : uri.getRawPath();
            String trimmed = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
            return new VaultServer(upstream, Origin.of(uri), trimmed, UnaryOperator.identity(), nanoClock);
        } catch (IllegalArgumentException none) {
            throw new IllegalArgumentException(
                    setting + ": \"" + address + "\" (expected: an address such as https://vault:8200)", none);
        }
    }

    /** The same server; this puts credentials on every request. */
    VaultServer signedBy(UnaryOperator<UpstreamRequest> other) {
        return new VaultServer(upstream, origin, path, other, nanoClock);
    }

    /**
     * Asks it.
     *
     * @param target path and query below the address
     * @throws VaultException when there is no answer in time
     */
    VaultAnswer ask(String method, String target, Headers headers, byte[] body) {
        UpstreamRequest request = signature.apply(new UpstreamRequest(
                method, origin, path + target, headers, body.length == 0 ? Body.EMPTY : Body.of(body)));
        Timeouts timeouts = Timeouts.total(Deadline.after(PATIENCE, nanoClock.getAsLong()));
        try (UpstreamResponse response = upstream.send(request, timeouts, Cancellation.never())) {
            return new VaultAnswer(toString(), response.status(), response.readAll(MAX_BYTES));
        } catch (UpstreamException failed) {
            throw new VaultException(this + " does not answer: " + failed.getMessage(), true, failed);
        }
    }

    /** Its address. */
    @Override
    public String toString() {
        return origin + path;
    }
}
