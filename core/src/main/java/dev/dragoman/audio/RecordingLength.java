package dev.dragoman.audio;

import dev.dragoman.http.Slice;
import org.jspecify.annotations.Nullable;

/** How long a recording lasts, as far as its headers tell: of WAV, MP3, FLAC, Ogg (Opus, Vorbis, FLAC, Speex) and MP4. */
public final class RecordingLength {

    private static final double LONGEST = 7 * 24 * 3600.0;

    private RecordingLength() {}

    /** The length in seconds; null when it is of another kind, or its headers do not tell. */
    public static @Nullable Double seconds(Slice file) {
        Bytes bytes = new Bytes(file);
        Double seconds = read(bytes);
        return seconds != null && seconds > 0 && seconds <= LONGEST ? seconds : null;
    }

    private static @Nullable Double read(Bytes file) {
        if (file.is("RIFF", 0) && file.is("WAVE", 8)) {
            return WavLength.seconds(file);
        }
        if (file.is("OggS", 0)) {
            return OggLength.seconds(file);
        }
        if (file.is("ftyp", 4)) {
            return Mp4Length.seconds(file);
        }
        int start = Id3.end(file);
        return file.is("fLaC", start) ? FlacLength.seconds(file, start) : Mp3Length.seconds(file, start);
    }
}
