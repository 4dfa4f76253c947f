package dev.dragoman.gateway.web.netty.loop;

import dev.dragoman.gateway.web.netty.wire.HeadWriter;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * One event loop: drives the sockets given to it, and does what the threads of its requests leave in its outbox. Between
 * two looks at the sockets it runs everything posted, then sends what gathered on each connection once.
 */
public final class Loop {

    private static final System.Logger LOG = System.getLogger(Loop.class.getName());
    private static final ThreadLocal<@Nullable Loop> OWNER = new InheritableThreadLocal<>();
    private static final int HEAD_SLACK = 64;
    private static final long PAUSE_AFTER_FAILURE = TimeUnit.MILLISECONDS.toNanos(10);

    private final int index;
    private final LoopIo io;
    private final Outbox outbox = new Outbox();
    private final Alarms alarms;
    private final List<Flushing> unflushed = new ArrayList<>();
    private final HeadWriter headWriter = new HeadWriter();
    private final RequestThreads threads;
    private final boolean sharesThread;
    private byte[] headBytes = new byte[4 << 10];
    private volatile boolean asleep;

    Loop(int index, SocketTransport transport, LoopRunner runner) {
        this.index = index;
        this.threads = runner.threads();
        this.sharesThread = runner.sharesThread();
        this.io = new LoopIo(transport.ioHandlers(), () -> maySleep(runner));
        this.alarms = new Alarms(io);
    }

    /** The event loop that owns the request whose thread this is; null on every other thread. */
    public static @Nullable Loop owner() {
        return OWNER.get();
    }

    /** Makes this event loop the owner of the current thread. */
    public void own() {
        OWNER.set(this);
    }

    /** The place among the engine's loops. */
    public int index() {
        return index;
    }

    /** Netty's part. */
    public EventLoop io() {
        return io;
    }

    /** Starts the threads of this loop's requests. */
    public RequestThreads threads() {
        return threads;
    }

    /** Whether requests run on the thread that drives the loop, so that one which holds it holds up the loop. */
    boolean sharesThread() {
        return sharesThread;
    }

    /** Leaves work to this loop. Any thread may call it; work is done in the order of the calls. */
    public void post(Operation operation) {
        outbox.post(operation);
        wakeUp();
    }

    /** Ends the loop's wait for sockets, if it waits. */
    void wakeUp() {
        if (asleep) {
            asleep = false;
            io.wakeup();
        }
    }

    /** A new alarm of this loop. */
    public Alarm alarm(Alarm.Owner owner) {
        return new Alarm(alarms, owner);
    }

    /** Has the connection flushed before the loop next looks at its sockets; on the loop only. */
    public void flushSoon(Flushing connection) {
        unflushed.add(connection);
    }

    /** The one writer of heads; on the loop only, until the next call. */
    public HeadWriter headWriter() {
        return headWriter.start();
    }

    /** Room for a head of {@code length} bytes and a little more; on the loop only, until the next call. */
    public byte[] headBytes(int length) {
        if (headBytes.length < length + HEAD_SLACK) {
            headBytes = new byte[length + HEAD_SLACK];
        }
        return headBytes;
    }

    /** Takes the current thread as its own, before its first turn. */
    void bind() {
        io.setOwningThread(Thread.currentThread());
    }

    /** One turn: what was posted, what gathered to be sent, then sockets and timers, waiting for them if nothing else is to do. */
    void turn() {
        try {
            outbox.drain();
            flush();
            io.run(0);
        } catch (RuntimeException | Error e) {
            LOG.log(System.Logger.Level.ERROR, "a turn of event loop " + index + " failed", e);
            LockSupport.parkNanos(this, PAUSE_AFTER_FAILURE);
        }
        asleep = false;
    }

    boolean isTerminated() {
        return io.isTerminated();
    }

    void terminate() {
        Future<?> _ = io.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }

    private boolean maySleep(LoopRunner runner) {
        asleep = true;
        return outbox.isEmpty() && unflushed.isEmpty() && !runner.hasWork();
    }

    private void flush() {
        for (int i = 0; i < unflushed.size(); i++) {
            try {
                unflushed.get(i).flush();
            } catch (RuntimeException | Error e) {
                Guard.report(e);
            }
        }
        unflushed.clear();
    }
}
