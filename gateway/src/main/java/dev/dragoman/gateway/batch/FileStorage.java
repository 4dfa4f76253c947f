package dev.dragoman.gateway.batch;

import dev.dragoman.http.Body;
import dev.dragoman.http.Slice;
import java.io.ByteArrayOutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where files, and what must be remembered of batches, are kept under names of this software's own. */
interface FileStorage {

    /** Keeps an object, in place of one of the same name. When this returns, it outlives a restart. */
    void put(String name, String contentType, Body bytes);

    /** The bytes of an object; null when there is none. */
    @Nullable
    Content open(String name);

    /** Removes an object, if there is one. */
    void delete(String name);

    /** All names in a folder, whose name ends with a slash, in no order. */
    List<String> names(String folder);

    /** The bytes of a small object; null when there is none. */
    default byte @Nullable [] read(String name) {
        try (Content content = open(name)) {
            return content == null ? null : content.all();
        }
    }

    /** Bytes that are read piece by piece. */
    interface Content extends AutoCloseable {

        /** The next piece; null at the end. */
        @Nullable
        Slice read();

        @Override
        void close();

        /** All that is left. */
        default byte[] all() {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            Slice piece = read();
            while (piece != null) {
                all.write(piece.array(), piece.offset(), piece.length());
                piece = read();
            }
            return all.toByteArray();
        }
    }
}
