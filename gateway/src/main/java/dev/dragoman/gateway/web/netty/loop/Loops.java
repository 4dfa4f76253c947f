package dev.dragoman.gateway.web.netty.loop;

import dev.dragoman.gateway.web.EngineSettings.Scheduler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** All event loops of an engine: one that accepts connections, and those that serve them. */
public final class Loops implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Loops.class.getName());
    private static final Watchdog.Rhythm WATCH =
            new Watchdog.Rhythm(Duration.ofMillis(500), Duration.ofSeconds(2), Duration.ofMinutes(1));

    private final SocketTransport transport;
    private final Scheduler scheduler;
    private final Loop acceptor;
    private final List<Loop> serving;
    private final List<LoopRunner> runners = new ArrayList<>();
    private final AtomicInteger turn = new AtomicInteger();
    private final Fallback fallback = new Fallback();
    private final @Nullable Watchdog watchdog;

    private Loops(SocketTransport transport, Scheduler scheduler, int count) {
        this.transport = transport;
        this.scheduler = scheduler;
        this.acceptor = start(-1, new PlatformRunner("dragoman-acceptor"));
        List<Loop> loops = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            loops.add(start(i, runner("dragoman-loop-" + i)));
        }
        this.serving = List.copyOf(loops);
        this.watchdog = scheduler == Scheduler.EVENT_LOOP ? watch() : null;
    }

    /** Starts the loops; with the JDK's scheduler if the wanted one does not work here. */
    public static Loops start(SocketTransport transport, Scheduler wanted, int count) {
        Scheduler scheduler = wanted == Scheduler.EVENT_LOOP ? Scheduler.EVENT_LOOP : Scheduler.DEFAULT;
        if (scheduler == Scheduler.EVENT_LOOP) {
            String problem = SchedulerCheck.problem(transport);
            if (problem != null) {
                scheduler = Scheduler.DEFAULT;
                LOG.log(System.Logger.Level.WARNING, "requests run on the JDK''s scheduler: {0}", problem);
            }
        }
        return new Loops(transport, scheduler, count);
    }

    /** How the loops drive their sockets. */
    public SocketTransport transport() {
        return transport;
    }

    /** What runs the threads of requests. */
    public Scheduler scheduler() {
        return scheduler;
    }

    /** The loop that accepts connections. */
    public Loop acceptor() {
        return acceptor;
    }

    /** The loops that serve connections. */
    public List<Loop> serving() {
        return serving;
    }

    /** Whether the loop is one of these serving ones. */
    public boolean owns(Loop loop) {
        int index = loop.index();
        return index >= 0 && index < serving.size() && serving.get(index) == loop;
    }

    /** The next serving loop in turn. */
    public Loop next() {
        return serving.get(Math.floorMod(turn.getAndIncrement(), serving.size()));
    }

    /** Closes every connection of the loops and ends them. */
    @Override
    public void close() {
        if (watchdog != null) {
            watchdog.close();
        }
        acceptor.terminate();
        serving.forEach(Loop::terminate);
        runners.forEach(LoopRunner::join);
    }

    private LoopRunner runner(String name) {
        return scheduler == Scheduler.EVENT_LOOP ? new CarrierRunner(name, fallback) : new PlatformRunner(name);
    }

    private Watchdog watch() {
        Watchdog started = new Watchdog(serving, fallback, WATCH, System::nanoTime);
        started.start();
        return started;
    }

    private Loop start(int index, LoopRunner runner) {
        Loop loop = new Loop(index, transport, runner);
        runners.add(runner);
        runner.start(loop);
        return loop;
    }
}
