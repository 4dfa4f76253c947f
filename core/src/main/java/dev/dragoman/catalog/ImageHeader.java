package dev.dragoman.catalog;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The first bytes of an image: PNG, GIF, JPEG or WebP. */
final class ImageHeader {

    private static final int JPEG_START = 0xFFD8;
    private static final int MARKER = 0xFF;
    private static final int FIRST_FRAME = 0xC0;
    private static final int LAST_FRAME = 0xCF;

    private final byte[] bytes;

    ImageHeader(byte[] bytes) {
        this.bytes = bytes;
    }

    /** The size that it tells; null when it tells none. */
    @Nullable
    ImageSize size() {
        if (has(1, "PNG") && bytes.length >= 24) {
            return new ImageSize(big(16, 4), big(20, 4));
        }
        if (has(0, "GIF8") && bytes.length >= 10) {
            return new ImageSize(little(6, 2), little(8, 2));
        }
        if (has(0, "RIFF") && has(8, "WEBP") && bytes.length >= 30) {
            return webp();
        }
        return bytes.length > 4 && big(0, 2) == JPEG_START ? jpeg() : null;
    }

    private @Nullable ImageSize webp() {
        if (has(12, "VP8X")) {
            return new ImageSize(little(24, 3) + 1, little(27, 3) + 1);
        }
        if (has(12, "VP8L")) {
            int packed = little(21, 4);
            return new ImageSize((packed & 0x3FFF) + 1, (packed >> 14 & 0x3FFF) + 1);
        }
        return has(12, "VP8 ") ? new ImageSize(little(26, 2) & 0x3FFF, little(28, 2) & 0x3FFF) : null;
    }

    /** The size stands in the frame, behind segments of any length. */
    private @Nullable ImageSize jpeg() {
        int at = 2;
        while (at + 9 < bytes.length && big(at, 1) == MARKER) {
            int marker = big(at + 1, 1);
            if (isFrame(marker)) {
                return new ImageSize(big(at + 7, 2), big(at + 5, 2));
            }
            int length = big(at + 2, 2);
            if (length < 2) {
                return null;
            }
            at += 2 + length;
        }
        return null;
    }

    /** Among the frames' numbers are three of tables. */
    private static boolean isFrame(int marker) {
        return marker >= FIRST_FRAME && marker <= LAST_FRAME && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
    }

    private boolean has(int at, String text) {
        byte[] wanted = text.getBytes(StandardCharsets.US_ASCII);
        if (at + wanted.length > bytes.length) {
            return false;
        }
        for (int i = 0; i < wanted.length; i++) {
            if (bytes[at + i] != wanted[i]) {
                return false;
            }
        }
        return true;
    }

    private int big(int at, int length) {
        int value = 0;
        for (int i = 0; i < length; i++) {
            value = value << 8 | bytes[at + i] & 0xFF;
        }
        return value;
    }

    private int little(int at, int length) {
        int value = 0;
        for (int i = length - 1; i >= 0; i--) {
            value = value << 8 | bytes[at + i] & 0xFF;
        }
        return value;
    }
}
