package dev.dragoman.provider.replicate;

import dev.dragoman.http.Headers;
import dev.dragoman.http.Slice;
import dev.dragoman.http.UpstreamResponse;
import org.jspecify.annotations.Nullable;

/** The stream of a prediction, which is given up when nobody reads it to its end. */
final class FollowedResponse implements UpstreamResponse {

    private final UpstreamResponse stream;
    private final Runnable giveUp;
    private boolean ended;

    FollowedResponse(UpstreamResponse stream, Runnable giveUp) {
        this.stream = stream;
        this.giveUp = giveUp;
    }

    @Override
    public int status() {
        return stream.status();
    }

    @Override
    public Headers headers() {
        return stream.headers();
    }

    @Override
    public @Nullable Slice read() {
        Slice piece = stream.read();
        ended |= piece == null;
        return piece;
    }

    @Override
    public byte[] readAll(int limit) {
        byte[] rest = stream.readAll(limit);
        ended = true;
        return rest;
    }

    @Override
    public void release() {
        ended = true;
        stream.release();
    }

    @Override
    public void close() {
        if (!ended) {
            ended = true;
            giveUp.run();
        }
        stream.close();
    }
}
