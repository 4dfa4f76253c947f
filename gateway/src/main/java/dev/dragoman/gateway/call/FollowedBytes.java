package dev.dragoman.gateway.call;

import dev.dragoman.http.Slice;
import dev.dragoman.model.Usage;
import dev.dragoman.routing.ByteStream;
import java.util.function.Consumer;

/** A stream of bytes that somebody follows. */
final class FollowedBytes implements ByteStream {

    private final ByteStream stream;
    private final StreamFollower follower;

    FollowedBytes(ByteStream stream, StreamFollower follower) {
        this.stream = stream;
        this.follower = follower;
    }

    @Override
    public String contentType() {
        return stream.contentType();
    }

    @Override
    public boolean next(Consumer<Slice> receiver) {
        boolean more = stream.next(receiver);
        if (!more) {
            follower.ended(stream.usage());
        }
        return more;
    }

    @Override
    public Usage usage() {
        return stream.usage();
    }

    @Override
    public void close() {
        try {
            stream.close();
        } finally {
            follower.closed(stream.usage());
        }
    }
}
