package dev.dragoman.gateway.web.netty;

import dev.dragoman.gateway.web.EngineSettings;
import dev.dragoman.gateway.web.Handler;
import dev.dragoman.gateway.web.Offload;
import dev.dragoman.gateway.web.Rejection;
import dev.dragoman.gateway.web.UpstreamSettings;
import dev.dragoman.gateway.web.netty.client.NettyUpstream;
import dev.dragoman.gateway.web.netty.loop.LoopOffload;
import dev.dragoman.gateway.web.netty.loop.Loops;
import dev.dragoman.gateway.web.netty.loop.SocketTransport;
import dev.dragoman.gateway.web.netty.memory.HeapTidying;
import dev.dragoman.gateway.web.netty.server.Admission;
import dev.dragoman.gateway.web.netty.server.HttpServer;
import dev.dragoman.http.AddressFilter;
import dev.dragoman.http.Upstream;
import dev.dragoman.http.WebSocketUpstream;
import io.netty.util.internal.logging.InternalLoggerFactory;
import io.netty.util.internal.logging.JdkLoggerFactory;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;

/** A running HTTP server, and the HTTP clients that share its event loops. */
public final class HttpEngine implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(HttpEngine.class.getName());
    private static final Duration LOOK = Duration.ofMillis(10);

    static {
        // Other libraries bring SLF4J's API without anything behind it, which Netty would take and complain about.
        InternalLoggerFactory.setDefaultFactory(JdkLoggerFactory.INSTANCE);
    }

    private final EngineSettings settings;
    private final Loops loops;
    private final Admission admission;
    private final HttpServer server;
    private final HeapTidying tidying = HeapTidying.start();
    private final List<Upstream> upstreams = new CopyOnWriteArrayList<>();

    private HttpEngine(EngineSettings settings, Loops loops, Admission admission, HttpServer server) {
        this.settings = settings;
        this.loops = loops;
        this.admission = admission;
        this.server = server;
    }

    /**
     * Starts a server.
     *
     * @param handler answers requests
     * @param rejection words the refusal of those that no handler sees; called on event loops, so must not block
     * @param clock tells the time of the {@code date} field
     * @throws IllegalStateException when the address cannot be listened on
     */
    public static HttpEngine start(EngineSettings settings, Handler handler, Rejection rejection, InstantSource clock) {
        Loops loops = Loops.start(
                SocketTransport.best(settings.transport()), settings.scheduler(), loopCount(settings.eventLoops()));
        try {
            return start(settings, loops, handler, rejection, clock);
        } catch (RuntimeException e) {
            loops.close();
            throw e;
        }
    }

    /** The port listened on. */
    public int port() {
        return server.port();
    }

    /** How sockets are driven. */
    public EngineSettings.Transport transport() {
        return loops.transport().kind();
    }

    /** What runs the threads of requests. */
    public EngineSettings.Scheduler scheduler() {
        return loops.scheduler();
    }

    /** The number of requests being handled. */
    public int inFlight() {
        return admission.running();
    }

    /** Whether shutdown has begun. */
    public boolean draining() {
        return admission.isDraining();
    }

    /** Takes work that holds its thread away from the event loops; needed with the event-loop scheduler only. */
    public Offload offload() {
        return new LoopOffload();
    }

    /** A client whose connections live on the server's event loops; closed with the engine. */
    public Upstream upstream(UpstreamSettings upstreamSettings) {
        return upstream(upstreamSettings, AddressFilter.ALL);
    }

    /** Opens WebSockets to vendors, on the server's event loops; closed with the engine. */
    public WebSocketUpstream sockets(UpstreamSettings upstreamSettings) {
        NettyUpstream upstream = new NettyUpstream(loops, upstreamSettings, AddressFilter.ALL);
        upstreams.add(upstream);
        return upstream;
    }

    /** Such a client that connects only to the addresses that the filter lets pass. */
    public Upstream upstream(UpstreamSettings upstreamSettings, AddressFilter filter) {
        Upstream upstream = new NettyUpstream(loops, upstreamSettings, filter);
        upstreams.add(upstream);
        return upstream;
    }

    /**
     * Shuts down in an orderly way: closes connections without a running request, waits for running requests as long as the
     * settings allow, then closes. {@link #draining()} is true from the first moment. Until the end new connections are
     * accepted and each gets one answer, so that probes and balancers learn of the shutdown; what is refused meanwhile is
     * the handler's to decide.
     */
    public void drain() {
        admission.drain();
        server.drain();
        long deadline = System.nanoTime() + settings.drainTimeout().toNanos();
        while ((admission.running() > 0 || server.connections() > 0) && System.nanoTime() - deadline < 0) {
            LockSupport.parkNanos(this, LOOK.toNanos());
        }
        server.stopListening();
        if (admission.running() > 0) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "{0} requests were still running {1} after shutdown began",
                    admission.running(),
                    settings.drainTimeout());
        }
        close();
    }

    /** Closes every connection and ends the event loops. */
    @Override
    public void close() {
        admission.drain();
        upstreams.forEach(Upstream::close);
        loops.close();
        tidying.close();
    }

    private static HttpEngine start(
            EngineSettings settings, Loops loops, Handler handler, Rejection rejection, InstantSource clock) {
        Admission admission = new Admission(settings.limits().maxConcurrentRequests());
        HttpServer server = HttpServer.listen(settings, loops, handler, rejection, admission, clock);
        HttpEngine engine = new HttpEngine(settings, loops, admission, server);
        LOG.log(
                System.Logger.Level.INFO,
                "listening on {0}:{1} with {2}, requests on the {3} scheduler",
                settings.host(),
                Integer.toString(engine.port()),
                engine.transport(),
                engine.scheduler());
        return engine;
    }

    private static int loopCount(int wanted) {
        return wanted > 0 ? wanted : Math.max(2, Runtime.getRuntime().availableProcessors());
    }
}
