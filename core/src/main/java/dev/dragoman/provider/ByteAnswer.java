package dev.dragoman.provider;

import dev.dragoman.http.Slice;
import dev.dragoman.model.Usage;
import java.util.function.Consumer;

/** An answer that is passed on while it comes. Made for one answer, confined to its thread. */
public interface ByteAnswer {

    /** What the client gets. */
    String contentType();

    /** Takes the next piece of the vendor's body, and hands over what the client gets of it. */
    void piece(Slice piece, Consumer<Slice> into);

    /** The vendor's body has ended properly. */
    void end(Consumer<Slice> into);

    /** What it took, as far as it is known. */
    Usage usage();

    /** An answer that passes as it is. */
    static ByteAnswer unchanged(String contentType, Usage usage) {
        return new ByteAnswer() {
            @Override
            public String contentType() {
                return contentType;
            }

            @Override
            public void piece(Slice piece, Consumer<Slice> into) {
                into.accept(piece);
            }

            @Override
            public void end(Consumer<Slice> into) {}

            @Override
            public Usage usage() {
                return usage;
            }
        };
    }
}
