package dev.dragoman.gateway.web.netty.server;

import dev.dragoman.gateway.web.ClientGoneException;
import dev.dragoman.gateway.web.Exchange;
import dev.dragoman.gateway.web.HandshakeException;
import dev.dragoman.gateway.web.Rejection;
import dev.dragoman.gateway.web.ResponseStream;
import dev.dragoman.gateway.web.WebSocketOffer;
import dev.dragoman.gateway.web.WebSocketTerms;
import dev.dragoman.gateway.web.netty.socket.Handshake;
import dev.dragoman.gateway.web.netty.socket.SocketConnection;
import dev.dragoman.gateway.web.netty.socket.SocketRules;
import dev.dragoman.gateway.web.netty.wire.FieldRules;
import dev.dragoman.gateway.web.netty.wire.RequestHead;
import dev.dragoman.gateway.web.netty.wire.WireException;
import dev.dragoman.http.Body;
import dev.dragoman.http.Cancellation;
import dev.dragoman.http.Headers;
import dev.dragoman.http.UpstreamException;
import dev.dragoman.http.WebSocket;
import dev.dragoman.http.WebSocketEnd;
import java.net.InetSocketAddress;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One request being handled, and the task of its thread. */
final class ServerExchange implements Exchange, Runnable {

    private static final System.Logger LOG = System.getLogger(ServerExchange.class.getName());

    private final ServerRules rules;
    private final Responder responder;
    private final RequestHead head;
    private final byte[] body;
    private final long bodyRoom;
    private final long receivedNanos;
    private final Cancellation cancellation = new Cancellation();
    private final ClientPace pace = new ClientPace();
    private @Nullable ServerStream stream;
    private @Nullable WebSocket socket;
    private boolean answered;

    /**
     * An exchange about to begin.
     *
     * @param bodyRoom what the body takes of its budget; given back when the exchange is over
     */
    ServerExchange(
            ServerRules rules, Responder responder, RequestHead head, byte[] body, long bodyRoom, long receivedNanos) {
        this.rules = rules;
        this.responder = responder;
        this.head = head;
        this.body = body;
        this.bodyRoom = bodyRoom;
        this.receivedNanos = receivedNanos;
    }

    @Override
    public String method() {
        return head.method();
    }

    @Override
    public String path() {
        return head.path();
    }

    @Override
    public String query() {
        return head.query();
    }

    @Override
    public Headers headers() {
        return head.headers();
    }

    @Override
    public byte[] body() {
        return body;
    }

    @Override
    public InetSocketAddress remote() {
        return responder.remote();
    }

    @Override
    public boolean secure() {
        return responder.secure();
    }

    @Override
    public long receivedNanos() {
        return receivedNanos;
    }

    @Override
    public Cancellation cancellation() {
        return cancellation;
    }

    @Override
    public void respond(int status, Headers headers, Body body) {
        checkAnswer(status, headers);
        answered = true;
        responder.loop().post(new AnswerOperation.Whole(this, status, headers, body));
    }

    @Override
    public ResponseStream stream(int status, Headers headers) {
        checkAnswer(status, headers);
        answered = true;
        ServerStream started = new ServerStream(this);
        stream = started;
        responder.loop().post(new AnswerOperation.Begin(this, status, headers));
        return started;
    }

    @Override
    public WebSocketOffer webSocketOffer() {
        if (!responder.switchesProtocols() || head.oldProtocol()) {
            throw new HandshakeException(
                    426, "a request of another protocol than HTTP/1.1 (expected: a WebSocket handshake over HTTP/1.1)");
        }
        return Handshake.offer(head.method(), head.headers(), body.length);
    }

    @Override
    public WebSocket accept(WebSocketTerms terms) {
        WebSocketOffer offer = webSocketOffer();
        String protocol = terms.protocol();
        if (answered || protocol != null && !offer.protocols().contains(protocol)) {
            throw new IllegalStateException("a second answer, or subprotocol " + protocol + ", which was not offered");
        }
        FieldRules.checked(terms.headers());
        answered = true;
        SocketRules end =
                SocketRules.server(terms.maxMessageBytes(), rules.limits().idleTimeout());
        SocketConnection connection = new SocketConnection(responder.loop(), end);
        WebSocket started = connection.socket();
        socket = started;
        responder.loop().post(new AnswerOperation.Upgrade(this, handshake(terms), connection));
        return started;
    }

    /**
     * Begins the exchange in a thread of its own.
     *
     * @throws WireException with 503 when there are too many
     */
    void start() {
        if (!rules.admission().enter()) {
            throw Admission.overloaded();
        }
        boolean started = false;
        try {
            responder.loop().threads().start(this);
            started = true;
        } finally {
            if (!started) {
                rules.admission().leave();
            }
        }
    }

    @Override
    public void run() {
        responder.loop().own();
        try {
            rules.handler().handle(this);
            finish();
        } catch (ClientGoneException gone) {
            abandon();
        } catch (RuntimeException | Error e) {
            escaped(e);
        } finally {
            rules.bodies().give(bodyRoom);
            rules.admission().leave();
        }
    }

    RequestHead head() {
        return head;
    }

    Responder responder() {
        return responder;
    }

    ClientPace pace() {
        return pace;
    }

    /** The client has left; on the event loop. */
    void clientGone() {
        pace.gone();
        cancellation.cancel();
    }

    private void checkAnswer(int status, Headers headers) {
        if (answered) {
            throw new IllegalStateException("second answer to " + head.method() + " " + head.path());
        }
        if (status < 200 || status > 599) {
            throw new IllegalArgumentException("status " + status + " (expected: 200 to 599)");
        }
        FieldRules.checked(headers);
        String length = headers.first("content-length");
        if (length != null && !length.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new IllegalArgumentException("content-length '" + length + "' (expected: decimal digits)");
        }
    }

    private void finish() {
        if (!answered && pace.isGone()) {
            answered = true;
        } else if (!answered) {
            escaped(new IllegalStateException("the handler returned without an answer"));
        } else if (stream != null && stream.isOpen()) {
            stream.abort();
        } else if (socket != null) {
            socket.close();
        }
    }

    private Headers handshake(WebSocketTerms terms) {
        Headers.Builder headers = terms.headers().toBuilder()
                .set("upgrade", "websocket")
                .set("sec-websocket-accept", Handshake.accepted(Handshake.key(head.headers())));
        return terms.protocol() == null
                ? headers.build()
                : headers.set("sec-websocket-protocol", terms.protocol()).build();
    }

    /** Whether it is only the client's leaving that made the vendor's call fail. */
    private boolean isOfLeaving(Throwable failure) {
        return pace.isGone()
                && failure instanceof UpstreamException given
                && given.kind() == UpstreamException.Kind.CANCELLED;
    }

    private void abandon() {
        if (stream != null) {
            stream.abort();
        } else if (socket != null) {
            socket.close(WebSocketEnd.INTERNAL_ERROR, "internal error");
        } else if (!answered) {
            answered = true;
            responder.loop().post(new AnswerOperation.Abort(this));
        }
    }

    private void escaped(Throwable failure) {
        if (isOfLeaving(failure)) {
            abandon();
            return;
        }
        String id = UUID.randomUUID().toString();
        LOG.log(System.Logger.Level.ERROR, "failure " + id + " of " + head.method() + " " + head.path(), failure);
        if (answered) {
            abandon();
            return;
        }
        Rejection.Answer answer =
                rules.rejection().answer(head.path(), 500, "internal error " + id + "; the server's log has the cause");
        respond(500, answer.headers(), answer.body());
    }
}
