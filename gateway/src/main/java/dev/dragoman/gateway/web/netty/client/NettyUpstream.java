package dev.dragoman.gateway.web.netty.client;

import dev.dragoman.gateway.web.UpstreamSettings;
import dev.dragoman.gateway.web.netty.loop.Loop;
import dev.dragoman.gateway.web.netty.loop.Loops;
import dev.dragoman.gateway.web.netty.socket.Handshake;
import dev.dragoman.gateway.web.netty.socket.SocketConnection;
import dev.dragoman.gateway.web.netty.socket.SocketRules;
import dev.dragoman.gateway.web.netty.wire.FieldRules;
import dev.dragoman.gateway.web.netty.wire.ResponseHead;
import dev.dragoman.http.AddressFilter;
import dev.dragoman.http.Cancellation;
import dev.dragoman.http.Timeouts;
import dev.dragoman.http.Upstream;
import dev.dragoman.http.UpstreamException;
import dev.dragoman.http.UpstreamRequest;
import dev.dragoman.http.UpstreamResponse;
import dev.dragoman.http.WebSocket;
import dev.dragoman.http.WebSocketEnd;
import dev.dragoman.http.WebSocketUpstream;
import java.security.SecureRandom;
import java.util.List;
import java.util.Objects;

/**
 * The HTTP client on the server's event loops. A call made by a request's thread goes over a connection of the loop that
 * owns the request, so that both its ends are served by one thread; calls of other threads take the loops in turn.
 *
 * <p>A call is sent a second time, over a new connection, only when the connection it used had served a call before and
 * closed without a byte of an answer right after the request was sent: then the other end had closed it already.
 */
public final class NettyUpstream implements Upstream, WebSocketUpstream {

    private static final int KEY_BYTES = 16;
    private static final int SWITCHING = 101;

    private final Loops loops;
    private final Connector connector;
    private final UpstreamSettings settings;
    private final SecureRandom random = new SecureRandom();
    private final List<ClientLoop> clients;
    private volatile boolean closed;

    public NettyUpstream(Loops loops, UpstreamSettings settings) {
        this(loops, settings, AddressFilter.ALL);
    }

    /** A client that connects only to the addresses that the filter lets pass. */
    public NettyUpstream(Loops loops, UpstreamSettings settings, AddressFilter filter) {
        this.loops = loops;
        this.settings = settings;
        this.connector = new Connector(loops.transport(), settings, filter);
        int count = loops.serving().size();
        this.clients = loops.serving().stream()
                .map(loop -> new ClientLoop(loop, count, settings, connector))
                .toList();
    }

    @Override
    public UpstreamResponse send(UpstreamRequest request, Timeouts timeouts, Cancellation cancellation) {
        check(request);
        ClientLoop client = clients.get(loop().index());
        ClientCall call = new ClientCall(client, request, timeouts);
        Cancellation.Registration registration = cancellation.onCancel(call::cancel);
        client.loop().post(call);
        try {
            return response(call, registration);
        } catch (UpstreamException e) {
            registration.close();
            throw e;
        }
    }

    @Override
    public Opening open(UpstreamRequest request, Terms terms, Timeouts timeouts, Cancellation cancellation) {
        check(request);
        ClientLoop client = clients.get(loop().index());
        SocketRules rules = SocketRules.client(random, terms.maxMessageBytes(), settings.idleTimeout());
        SocketConnection connection = new SocketConnection(client.loop(), rules);
        SocketOpening opening = new SocketOpening(key(), terms.protocols(), connection);
        ClientCall call = new ClientCall(client, opening.asking(request), timeouts, opening);
        WebSocket socket = connection.socket();
        Cancellation.Registration registration = cancellation.onCancel(() -> {
            call.cancel();
            socket.close(WebSocketEnd.GOING_AWAY, "the client has left");
        });
        client.loop().post(call);
        try {
            UpstreamResponse response = response(call, registration);
            return response.status() == SWITCHING
                    ? new Opening.Opened(response.headers(), socket)
                    : new Opening.Refused(response);
        } catch (UpstreamException e) {
            registration.close();
            throw e;
        }
    }

    @Override
    public void close() {
        closed = true;
        clients.forEach(ClientLoop::close);
        connector.close();
    }

    private void check(UpstreamRequest request) {
        if (closed) {
            throw new UpstreamException(UpstreamException.Kind.CANCELLED, "the server is shutting down");
        }
        FieldRules.checked(request.headers());
        FieldRules.checkedTarget(request.target());
    }

    private String key() {
        byte[] bytes = new byte[KEY_BYTES];
        random.nextBytes(bytes);
        return Handshake.key(bytes);
    }

    private Loop loop() {
        Loop owner = Loop.owner();
        return owner != null && loops.owns(owner) ? owner : loops.next();
    }

    private static UpstreamResponse response(ClientCall call, Cancellation.Registration registration) {
        Inlet inlet = call.inlet();
        if (!inlet.awaitHead()) {
            throw CallResponse.interrupted(call);
        }
        ResponseHead head = inlet.head();
        if (head == null) {
            throw Objects.requireNonNull(inlet.failure());
        }
        return new CallResponse(call, head, registration);
    }
}
