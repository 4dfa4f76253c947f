package dev.dragoman.gateway.web.netty.client;

import dev.dragoman.gateway.web.netty.loop.Alarm;
import dev.dragoman.gateway.web.netty.loop.Operation;
import dev.dragoman.gateway.web.netty.wire.ResponseHead;
import dev.dragoman.http.Deadline;
import dev.dragoman.http.Timeouts;
import dev.dragoman.http.UpstreamException;
import dev.dragoman.http.UpstreamException.Kind;
import dev.dragoman.http.UpstreamRequest;
import org.jspecify.annotations.Nullable;

/** One exchange with a vendor as the event loop sees it: from its wait for a connection to the last byte of the answer. */
final class ClientCall extends Operation implements Alarm.Owner {

    private final ClientLoop client;
    private final UpstreamRequest request;
    private final CallTimes times;
    private final Inlet inlet = new Inlet();
    private final PieceBuffer pieces = new PieceBuffer(inlet);
    private final Alarm alarm;
    private final @Nullable SocketOpening opening;
    private @Nullable ClientConnection connection;
    private @Nullable OriginPool pool;
    private boolean retried;
    private long sentNanos;
    private volatile boolean over;
    private volatile boolean paused;
    private volatile boolean wholeWanted;
    private volatile int wholeLimit;

    ClientCall(ClientLoop client, UpstreamRequest request, Timeouts timeouts) {
        this(client, request, timeouts, null);
    }

    /** A call that asks to go on as a WebSocket; null for one that does not. */
    ClientCall(ClientLoop client, UpstreamRequest request, Timeouts timeouts, @Nullable SocketOpening opening) {
        this.client = client;
        this.request = request;
        this.opening = opening;
        this.times = new CallTimes(timeouts);
        this.alarm = client.loop().alarm(this);
    }

    /** Where the reader finds the answer. */
    Inlet inlet() {
        return inlet;
    }

    UpstreamRequest request() {
        return request;
    }

    /** The WebSocket that it asks for; null for none. */
    @Nullable
    SocketOpening opening() {
        return opening;
    }

    /** Whether the loop is done with it; any thread. */
    boolean isOver() {
        return over;
    }

    /** Gives the call up; any thread. */
    void cancel() {
        if (!over) {
            client.loop().post(new Cancel(this));
        }
    }

    /** The reader wants the whole body at once, up to the limit; by the reader. */
    void wantWhole(int limit) {
        wholeLimit = limit;
        wholeWanted = true;
        resume();
    }

    /** The reader has room again; by the reader. */
    void resume() {
        if (paused && hasRoom()) {
            client.loop().post(new Resume(this));
        }
    }

    private boolean hasRoom() {
        return wholeWanted || inlet.unread() <= OriginPool.UNREAD_LIMIT / 2;
    }

    @Override
    protected void run() {
        if (over) {
            return;
        }
        setAlarm();
        OriginPool found = client.pool(request.origin());
        pool = found;
        found.acquire(this);
    }

    /** The call goes over this connection. */
    void connected(ClientConnection to) {
        connection = to;
        sentNanos = System.nanoTime();
    }

    /** Whether the call may be sent again after its connection closed without a word. */
    boolean mayRetry() {
        return !retried && !over && System.nanoTime() - sentNanos < OriginPool.STALE_NANOS;
    }

    /** Sends the call again. */
    void retry(OriginPool from) {
        retried = true;
        connection = null;
        from.acquire(this);
    }

    /** Status and headers have arrived. */
    void head(ResponseHead head) {
        times.answered();
        pieces.expect(head.contentLength());
        inlet.head(head);
        setAlarm();
    }

    /** The connection goes on as a WebSocket; on the loop. */
    void switched(ResponseHead head) {
        finish();
        inlet.head(head);
        inlet.wake();
    }

    /** Where the bytes of the body go. */
    PieceBuffer pieces() {
        return pieces;
    }

    /** Whether more has come than the reader should be given at once. */
    boolean isAhead() {
        return inlet.unread() + pieces.unpublished() > OriginPool.UNREAD_LIMIT && !wholeWanted;
    }

    /**
     * All bytes that one look at the socket brought have been taken; whether more may be read now. A reader that made room before
     * it could see the pause asks for nothing, so the loop looks again after it has paused; and as this is called more than once a
     * look, its answer is about now, whatever it was before.
     */
    boolean gathered() {
        if (inlet.unread() + pieces.unpublished() > 0) {
            times.progressed();
        }
        if (wholeWanted) {
            return wholeGathered();
        }
        pieces.publish();
        if (inlet.unread() > OriginPool.UNREAD_LIMIT) {
            paused = true;
        }
        if (paused && hasRoom()) {
            paused = false;
        }
        inlet.wake();
        return !paused;
    }

    /** The answer is complete. */
    void complete() {
        finish();
        pieces.publish();
        inlet.end();
        inlet.wake();
    }

    /** The exchange broke. */
    void fail(Kind kind, String message, @Nullable Throwable cause) {
        if (over) {
            return;
        }
        ClientConnection used = connection;
        finish();
        pieces.publish();
        inlet.fail(new UpstreamException(kind, message, cause));
        inlet.wake();
        if (used != null) {
            used.giveUp();
        } else if (pool != null) {
            pool.forget(this);
        }
    }

    @Override
    public void alarm() {
        if (paused) {
            times.touch();
        }
        Kind missed = times.missed(System.nanoTime(), wholeWanted);
        if (missed == null) {
            setAlarm();
        } else {
            fail(missed, "the answer from " + request + " did not come in time", null);
        }
    }

    private boolean wholeGathered() {
        if (inlet.unread() + pieces.unpublished() > wholeLimit) {
            fail(Kind.TOO_LARGE, "the answer from " + request + " is longer than " + wholeLimit + " bytes", null);
            return false;
        }
        return true;
    }

    private void setAlarm() {
        Deadline next = times.next(wholeWanted);
        if (next.limited()) {
            alarm.set(next.nanos());
        } else {
            alarm.unset();
        }
    }

    private void finish() {
        over = true;
        connection = null;
        alarm.dispose();
    }

    /** Gives a call up on its loop. */
    private static final class Cancel extends Operation {

        private final ClientCall call;

        private Cancel(ClientCall call) {
            this.call = call;
        }

        @Override
        protected void run() {
            call.fail(Kind.CANCELLED, "the call to " + call.request + " was given up", null);
        }
    }

    /** Reads on for a call on its loop. */
    private static final class Resume extends Operation {

        private final ClientCall call;

        private Resume(ClientCall call) {
            this.call = call;
        }

        @Override
        protected void run() {
            ClientConnection connection = call.connection;
            if (call.paused && connection != null) {
                call.paused = false;
                connection.readOn();
            }
        }
    }
}
