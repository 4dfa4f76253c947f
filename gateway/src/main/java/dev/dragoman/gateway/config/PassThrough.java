package dev.dragoman.gateway.config;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A path whose requests go to another server as they are.
 *
 * @param path at this gateway; begins with a slash
 * @param target the address of the other server
 * @param headers fields of every request
 * @param subpaths whether paths below it are taken too
 * @param forwardsHeaders whether the client's header fields are handed on
 * @param mergesQuery whether the target's query is kept beside the client's
 * @param defaultQuery parameters where neither client nor target has them
 * @param methods the methods it answers to
 * @param needsKey whether clients need a key of the gateway
 * @param timeout how long a request may take
 * @param costPerRequest US dollars that each answered request costs; null when that is not known
 */
public record PassThrough(
        String path,
        String target,
        Map<String, String> headers,
        boolean subpaths,
        boolean forwardsHeaders,
        boolean mergesQuery,
        Map<String, String> defaultQuery,
        List<String> methods,
        boolean needsKey,
        Duration timeout,
        @Nullable BigDecimal costPerRequest) {

    /** The methods that can be configured. */
    public static final List<String> METHODS = List.of("GET", "POST", "PUT", "DELETE", "PATCH");

    public PassThrough {
        headers = Map.copyOf(headers);
        defaultQuery = Map.copyOf(defaultQuery);
        methods = List.copyOf(methods);
    }

    /** No header fields in here, which may be secrets. */
    @Override
    public String toString() {
        return methods + " " + path;
    }
}
