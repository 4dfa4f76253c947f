package dev.dragoman.gateway.web.netty.client;

import dev.dragoman.gateway.web.netty.loop.Parking;
import dev.dragoman.gateway.web.netty.wire.ResponseHead;
import dev.dragoman.http.Slice;
import dev.dragoman.http.UpstreamException;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * An answer on its way from the event loop to the thread that reads it: the head, the pieces of the body in order, then
 * the end or a failure. One thread writes, one reads; neither locks.
 */
final class Inlet {

    private final Parking parking = new Parking();
    private volatile @Nullable ResponseHead head;
    private volatile long read;
    private long readByReader;
    private long written;
    private Entry newest = new Entry(null, null);
    private Entry oldest = newest;

    /** A piece, a failure, or the end. */
    private static final class Entry {

        private @Nullable Slice piece;
        private final @Nullable UpstreamException failure;
        private volatile @Nullable Entry next;

        private Entry(@Nullable Slice piece, @Nullable UpstreamException failure) {
            this.piece = piece;
            this.failure = failure;
        }
    }

    /** Puts the head in; on the loop. */
    void head(ResponseHead arrived) {
        head = arrived;
    }

    /** Puts a piece in; on the loop. */
    void piece(Slice piece) {
        written += piece.length();
        append(new Entry(piece, null));
    }

    /** Puts the end in; on the loop. */
    void end() {
        append(new Entry(null, null));
    }

    /** Puts a failure in; on the loop. */
    void fail(UpstreamException failure) {
        append(new Entry(null, failure));
    }

    /** Has the reader look; on the loop. */
    void wake() {
        parking.wake();
    }

    /** The bytes put in but not read yet; on the loop, or by the reader while the loop puts nothing in. */
    long unread() {
        return written - read;
    }

    /** The head, once it has arrived; by the reader. */
    @Nullable
    ResponseHead head() {
        return head;
    }

    /** Waits until the head, or a failure in its place, has arrived; by the reader. */
    boolean awaitHead() {
        return await(() -> head != null || oldest.next != null);
    }

    /** Waits until something of the body, its end or a failure has arrived; by the reader. */
    boolean awaitEntry() {
        return oldest.next != null || await(() -> oldest.next != null);
    }

    /** Whether nothing comes after what was read: the end or a failure is next; by the reader, after waiting. */
    boolean isOver() {
        Entry next = oldest.next;
        return next != null && next.piece == null;
    }

    /** The failure that is next; null when the end is; by the reader. */
    @Nullable
    UpstreamException failure() {
        return Objects.requireNonNull(oldest.next).failure;
    }

    /** Takes the next piece, which must be there; by the reader. */
    Slice take() {
        Entry next = Objects.requireNonNull(oldest.next);
        Slice piece = Objects.requireNonNull(next.piece);
        next.piece = null;
        oldest = next;
        readByReader += piece.length();
        read = readByReader;
        return piece;
    }

    private boolean await(BooleanSupplier condition) {
        return parking.await(condition);
    }

    private void append(Entry entry) {
        newest.next = entry;
        newest = entry;
    }
}
