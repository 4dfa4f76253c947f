package dev.dragoman.testkit.vendor;

import dev.dragoman.testkit.answer.Answer;
import dev.dragoman.testkit.wire.HttpServer;
import dev.dragoman.testkit.wire.RecordedRequest;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;

/**
 * A vendor on this machine: refuses what the real one refuses, says what it is told to say, remembers what it was asked.
 *
 * <p>Without a script it says the last user text back. Thread-safe.
 */
public abstract class FakeVendor implements AutoCloseable {

    private final Protocol protocol;
    private final VendorSettings settings;
    private final Desk desk;
    private final HttpServer server;

    /** Starts to listen. */
    protected FakeVendor(Protocol protocol, VendorSettings settings) {
        this.protocol = protocol;
        this.settings = settings;
        this.desk = new Desk(protocol, settings.keptRequests(), Script.ECHO);
        this.server = HttpServer.start(new InetSocketAddress(settings.host(), settings.port()), desk, settings.clock());
    }

    /** The base URL that clients of this vendor are configured with, without a slash at the end. */
    public String baseUrl() {
        return "http://" + settings.host() + ":" + port() + protocol.basePath();
    }

    /** The port it listens on. */
    public int port() {
        return server.port();
    }

    /** Puts answers in the queue; each serves one accepted request, and the queue goes before the script. */
    public void answers(Answer... answers) {
        desk.enqueue(List.of(answers));
    }

    /** What is said while the queue is empty. */
    public void answersWith(Script script) {
        desk.follow(script);
    }

    /** The remembered requests in order of arrival, refused ones included. */
    public List<RecordedRequest> requests() {
        return desk.recording().all();
    }

    /**
     * The newest request.
     *
     * @throws IllegalStateException when there is none
     */
    public RecordedRequest lastRequest() {
        List<RecordedRequest> all = requests();
        if (all.isEmpty()) {
            throw new IllegalStateException("no request has arrived at " + baseUrl());
        }
        return all.getLast();
    }

    /**
     * The oldest request that was not taken before; waits for one to arrive.
     *
     * @throws IllegalStateException when none arrives in time
     */
    public RecordedRequest takeRequest(Duration timeout) {
        try {
            return desk.recording()
                    .take(timeout)
                    .orElseThrow(() -> new IllegalStateException("no request within " + timeout + " at " + baseUrl()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for a request", e);
        }
    }

    /** Forgets the remembered requests. */
    public void forgetRequests() {
        desk.recording().clear();
    }

    /** How many connections were ever accepted; shows whether a client reuses them. */
    public long acceptedConnections() {
        return server.acceptedConnections();
    }

    /** How many connections are open now. */
    public int openConnections() {
        return server.openConnections();
    }

    /** Stops listening and closes every connection. */
    @Override
    public void close() {
        server.close();
    }
}
