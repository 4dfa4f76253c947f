package dev.dragoman.audio;

import org.jspecify.annotations.Nullable;

/**
 * The length of an Ogg file: the position that its last page names.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3533#section-6">RFC 3533: The Ogg page format</a>
 */
final class OggLength {

    private static final int PAGE_HEADER = 27;
    private static final int OPUS_RATE = 48_000;
    private static final int FLAC_INFO = 17;

    private OggLength() {}

    static @Nullable Double seconds(Bytes file) {
        int packet = PAGE_HEADER + file.u8(26);
        long rate = rate(file, packet);
        long skipped = file.is("OpusHead", packet) ? file.u16le(packet + 10) : 0;
        long end = rate <= 0 ? -1 : lastPosition(file, file.u32le(14));
        return end <= skipped ? null : (double) (end - skipped) / rate;
    }

    private static long rate(Bytes file, int packet) {
        if (file.is("OpusHead", packet)) {
            return OPUS_RATE;
        }
        if (file.is("\u0001vorbis", packet)) {
            return file.u32le(packet + 12);
        }
        if (file.is("Speex   ", packet)) {
            return file.u32le(packet + 36);
        }
        return file.is("\u007fFLAC", packet) ? FlacLength.rate(file, packet + FLAC_INFO + 10) : 0;
    }

    /** The position of the last page of this stream that names one; -1 when none does. */
    private static long lastPosition(Bytes file, long stream) {
        for (int at = file.length() - PAGE_HEADER; at >= 0; at--) {
            if (file.u8(at) == 'O' && file.is("OggS", at) && file.u32le(at + 14) == stream && file.u64le(at + 6) >= 0) {
                return file.u64le(at + 6);
            }
        }
        return -1;
    }
}
