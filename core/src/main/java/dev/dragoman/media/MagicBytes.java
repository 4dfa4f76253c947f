package dev.dragoman.media;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Media types by what files begin with. */
final class MagicBytes {

    private static final List<Beginning> BEGINNINGS = List.of(
            new Beginning("image/png", 0, bytes(0x89, 'P', 'N', 'G')),
            new Beginning("image/jpeg", 0, bytes(0xFF, 0xD8, 0xFF)),
            new Beginning("image/gif", 0, text("GIF8")),
            new Beginning("image/webp", 8, text("WEBP")),
            new Beginning("image/tiff", 0, bytes('I', 'I', '*', 0)),
            new Beginning("image/tiff", 0, bytes('M', 'M', 0, '*')),
            new Beginning("application/pdf", 0, text("%PDF-")),
            new Beginning("audio/wav", 8, text("WAVE")),
            new Beginning("audio/aiff", 8, text("AIFF")),
            new Beginning("audio/mp3", 0, text("ID3")),
            new Beginning("audio/mp3", 0, bytes(0xFF, 0xFB)),
            new Beginning("audio/mp3", 0, bytes(0xFF, 0xF3)),
            new Beginning("audio/aac", 0, bytes(0xFF, 0xF1)),
            new Beginning("audio/flac", 0, text("fLaC")),
            new Beginning("audio/ogg", 0, text("OggS")),
            new Beginning("video/avi", 8, text("AVI ")),
            new Beginning("video/x-flv", 0, bytes('F', 'L', 'V', 1)),
            new Beginning("video/webm", 0, bytes(0x1A, 0x45, 0xDF, 0xA3)),
            new Beginning("image/heic", 4, text("ftyphei")),
            new Beginning("image/heic", 4, text("ftyphev")),
            new Beginning("image/heif", 4, text("ftypmif1")),
            new Beginning("image/heif", 4, text("ftypmsf1")),
            new Beginning("image/avif", 4, text("ftypavi")),
            new Beginning("audio/mp4", 4, text("ftypM4A")),
            new Beginning("video/quicktime", 4, text("ftypqt")),
            new Beginning("video/3gpp", 4, text("ftyp3g")),
            new Beginning("video/mp4", 4, text("ftyp")));

    private record Beginning(String type, int offset, byte[] bytes) {

        boolean fits(byte[] file) {
            if (file.length < offset + bytes.length) {
                return false;
            }
            for (int i = 0; i < bytes.length; i++) {
                if (file[offset + i] != bytes[i]) {
                    return false;
                }
            }
            return true;
        }
    }

    private MagicBytes() {}

    /** The type of the file; null when its beginning tells none. */
    static @Nullable String typeOf(byte[] file) {
        for (Beginning beginning : BEGINNINGS) {
            if (beginning.fits(file)) {
                return beginning.type();
            }
        }
        return null;
    }

    private static byte[] bytes(int... octets) {
        byte[] bytes = new byte[octets.length];
        for (int i = 0; i < octets.length; i++) {
            bytes[i] = (byte) octets[i];
        }
        return bytes;
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
