package dev.dragoman.gateway.call;

import dev.dragoman.http.Headers;
import java.net.InetSocketAddress;

/** Knows who is calling. */
@FunctionalInterface
public interface Callers {

    /**
     * The caller behind a request.
     *
     * @throws dev.dragoman.error.AuthenticationException when it is nobody known
     */
    Caller of(Visit visit);

    /** The address of the client, which may be another than that of the connection where a proxy tells it. */
    default String address(Headers headers, InetSocketAddress remote) {
        return remote.getAddress().getHostAddress();
    }
}
