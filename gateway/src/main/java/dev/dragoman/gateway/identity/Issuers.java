package dev.dragoman.gateway.identity;

import dev.dragoman.http.Body;
import dev.dragoman.http.Cancellation;
import dev.dragoman.http.Deadline;
import dev.dragoman.http.DecodedResponse;
import dev.dragoman.http.Headers;
import dev.dragoman.http.Origin;
import dev.dragoman.http.Timeouts;
import dev.dragoman.http.Upstream;
import dev.dragoman.http.UpstreamException;
import dev.dragoman.http.UpstreamRequest;
import dev.dragoman.http.UpstreamResponse;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonSyntaxException;
import java.net.URI;
import java.time.Duration;
import java.util.function.LongSupplier;

/** Asks the issuers of tokens for documents. Thread-safe. */
public final class Issuers {

    private static final int MAX_BYTES = 1 << 20;
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final Upstream network;
    private final LongSupplier nanoClock;

    /** By the network. */
    public Issuers(Upstream network, LongSupplier nanoClock) {
        this.network = network;
        this.nanoClock = nanoClock;
    }

    /**
     * The document at an address.
     *
     * @param more header fields of the request
     * @throws IssuerException when there is none
     */
    JsonObject document(String address, Headers more) {
        try {
            URI uri = URI.create(address);
            String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
            String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
            Headers headers = more.toBuilder().set("accept", "application/json").build();
            return answered(
                    shown(address), new UpstreamRequest("GET", Origin.of(uri), path + query, headers, Body.EMPTY));
        } catch (UpstreamException | IllegalArgumentException away) {
            throw new IssuerException(shown(address) + ": cannot be reached: " + away.getMessage(), away);
        } catch (JsonSyntaxException wrong) {
            throw new IssuerException(shown(address) + ": answered no JSON object", wrong);
        }
    }

    private JsonObject answered(String shown, UpstreamRequest request) {
        Timeouts timeouts = Timeouts.total(Deadline.after(TIMEOUT, nanoClock.getAsLong()));
        UpstreamResponse response =
                DecodedResponse.of(network.send(request, timeouts, Cancellation.never()), MAX_BYTES);
        try (response) {
            if (response.status() != 200) {
                throw new IssuerException(
                        shown + ": answered " + response.status() + " (expected: 200)", response.status());
            }
            return Json.parseObject(response.readAll(MAX_BYTES));
        }
    }

    /** Without a query, which may hold a secret. */
    private static String shown(String address) {
        int query = address.indexOf('?');
        return query < 0 ? address : address.substring(0, query);
    }
}
