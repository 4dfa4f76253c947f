package dev.dragoman.gateway.batch;

import dev.dragoman.error.ApiResponseException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.http.Slice;
import java.io.ByteArrayOutputStream;
import java.util.function.Consumer;

/** Cuts bytes into lines. What is blank is passed over. */
final class Lines {

    /** The longest line of a vendor's results; no model says more. */
    private static final int LONGEST = 64 << 20;

    private Lines() {}

    /** The lines of content that comes piece by piece; no more than one of them is held. */
    static void of(FileStorage.Content content, Consumer<Slice> each) {
        ByteArrayOutputStream begun = new ByteArrayOutputStream();
        Slice piece = content.read();
        while (piece != null) {
            take(piece, begun, each);
            piece = content.read();
        }
        tell(Slice.of(begun.toByteArray()), each);
    }

    private static void take(Slice piece, ByteArrayOutputStream begun, Consumer<Slice> each) {
        int from = piece.offset();
        int end = piece.offset() + piece.length();
        for (int at = from; at < end; at++) {
            if (piece.array()[at] == '\n') {
                add(begun, piece, from, at);
                tell(Slice.of(begun.toByteArray()), each);
                begun.reset();
                from = at + 1;
            }
        }
        add(begun, piece, from, end);
    }

    private static void add(ByteArrayOutputStream begun, Slice piece, int from, int end) {
        if (begun.size() + end - from > LONGEST) {
            throw new ApiResponseException(
                    ErrorDetail.of("a line of the vendor's results is longer than " + LONGEST + " bytes"));
        }
        begun.write(piece.array(), from, end - from);
    }

    private static void tell(Slice line, Consumer<Slice> each) {
        if (!isBlank(line)) {
            each.accept(line);
        }
    }

    /** Where the line that begins there ends: at a line end, or at the end of the bytes. */
    static int end(Slice bytes, int from) {
        int end = bytes.offset() + bytes.length();
        int at = from;
        while (at < end && bytes.array()[at] != '\n') {
            at++;
        }
        return at;
    }

    static boolean isBlank(Slice line) {
        for (int at = line.offset(); at < line.offset() + line.length(); at++) {
            if (line.array()[at] > ' ' || line.array()[at] < 0) {
                return false;
            }
        }
        return true;
    }
}
