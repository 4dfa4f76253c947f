package dev.dragoman.gateway.web.netty.client;

import dev.dragoman.gateway.web.netty.wire.ResponseHead;
import dev.dragoman.http.Body;
import dev.dragoman.http.Cancellation;
import dev.dragoman.http.Headers;
import dev.dragoman.http.Slice;
import dev.dragoman.http.UpstreamException;
import dev.dragoman.http.UpstreamException.Kind;
import dev.dragoman.http.UpstreamResponse;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A vendor's answer as its caller reads it. */
final class CallResponse implements UpstreamResponse {

    private final ClientCall call;
    private final Inlet inlet;
    private final ResponseHead head;
    private final Cancellation.Registration registration;

    CallResponse(ClientCall call, ResponseHead head, Cancellation.Registration registration) {
        this.call = call;
        this.inlet = call.inlet();
        this.head = head;
        this.registration = registration;
    }

    @Override
    public int status() {
        return head.status();
    }

    @Override
    public Headers headers() {
        return head.headers();
    }

    @Override
    public @Nullable Slice read() {
        if (!inlet.awaitEntry()) {
            throw interrupted(call);
        }
        if (inlet.isOver()) {
            UpstreamException failure = inlet.failure();
            if (failure != null) {
                throw failure;
            }
            return null;
        }
        Slice piece = inlet.take();
        call.resume();
        return piece;
    }

    @Override
    public byte[] readAll(int limit) {
        if (head.contentLength() > limit) {
            throw tooLarge(limit);
        }
        call.wantWhole(limit);
        List<Slice> pieces = new ArrayList<>(1);
        long length = 0;
        for (Slice piece = read(); piece != null; piece = read()) {
            pieces.add(piece);
            length += piece.length();
            if (length > limit) {
                throw tooLarge(limit);
            }
        }
        return new Body(pieces).toBytes();
    }

    @Override
    public void close() {
        registration.close();
        call.cancel();
    }

    static UpstreamException interrupted(ClientCall call) {
        call.cancel();
        return new UpstreamException(Kind.CANCELLED, "the thread that called " + call.request() + " was interrupted");
    }

    private UpstreamException tooLarge(int limit) {
        call.cancel();
        return new UpstreamException(
                Kind.TOO_LARGE, "the answer from " + call.request() + " is longer than " + limit + " bytes");
    }
}
