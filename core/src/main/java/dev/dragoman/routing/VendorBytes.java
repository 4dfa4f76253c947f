package dev.dragoman.routing;

import dev.dragoman.error.LlmException;
import dev.dragoman.http.Slice;
import dev.dragoman.http.UpstreamException;
import dev.dragoman.http.UpstreamResponse;
import dev.dragoman.model.Usage;
import dev.dragoman.provider.ByteAnswer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Pulls a vendor's body and hands over what a {@link ByteAnswer} makes of it. */
final class VendorBytes implements ByteStream {

    private final UpstreamResponse response;
    private final ByteAnswer answer;
    private final Failures failures;
    private List<Slice> first = List.of();
    private boolean ended;

    VendorBytes(UpstreamResponse response, ByteAnswer answer, Failures failures) {
        this.response = response;
        this.answer = answer;
        this.failures = failures;
    }

    /** Waits for the first bytes, so that a failure before them can still be answered as a plain error. */
    void prime() {
        List<Slice> pieces = new ArrayList<>(2);
        while (pieces.isEmpty() && pull(pieces::add)) {}
        first = pieces;
    }

    @Override
    public String contentType() {
        return answer.contentType();
    }

    @Override
    public boolean next(Consumer<Slice> into) {
        if (!first.isEmpty()) {
            first.forEach(into);
            first = List.of();
            return true;
        }
        return !ended && pull(into);
    }

    @Override
    public Usage usage() {
        return answer.usage();
    }

    @Override
    public void close() {
        response.close();
    }

    /** Takes one piece; false at the end. */
    private boolean pull(Consumer<Slice> into) {
        try {
            Slice piece = response.read();
            if (piece == null) {
                ended = true;
                answer.end(into);
                return false;
            }
            answer.piece(piece, into);
            return true;
        } catch (UpstreamException | LlmException failure) {
            throw failures.of(failure);
        }
    }
}
