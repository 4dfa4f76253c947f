package dev.dragoman.gateway.limit;

import dev.dragoman.http.Slice;
import dev.dragoman.json.JsonBody;

/** The length of what is text in a body: media that stand in it are many letters and few tokens. */
final class TextLength {

    private static final int BLOCK = 512;

    private TextLength() {}

    /** Its bytes. */
    static long of(JsonBody body) {
        long[] sum = new long[1];
        body.forEach((name, raw) -> sum[0] += of(raw));
        return sum[0];
    }

    /** Whole blocks of letters that base64 has, without a blank or a quote, are taken for a medium. */
    private static long of(Slice raw) {
        long length = raw.length();
        int end = raw.offset() + raw.length();
        for (int from = raw.offset(); from + BLOCK <= end; from += BLOCK) {
            if (isMedium(raw.array(), from)) {
                length -= BLOCK;
            }
        }
        return length;
    }

    private static boolean isMedium(byte[] array, int from) {
        for (int i = from + BLOCK - 1; i >= from; i--) {
            if (!isBase64(array[i])) {
                return false;
            }
        }
        return true;
    }

    private static boolean isBase64(byte letter) {
        return letter >= 'a' && letter <= 'z'
                || letter >= 'A' && letter <= 'Z'
                || letter >= '0' && letter <= '9'
                || letter == '+'
                || letter == '/'
                || letter == '='
                || letter == '-'
                || letter == '_';
    }
}
