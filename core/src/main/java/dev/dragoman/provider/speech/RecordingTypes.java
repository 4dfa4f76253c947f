package dev.dragoman.provider.speech;

import dev.dragoman.provider.FormFile;
import java.util.Locale;

/** Media types of recordings. */
final class RecordingTypes {

    private static final String UNKNOWN = "application/octet-stream";

    private RecordingTypes() {}

    /** What the client says, unless that says nothing; else what the file's name tells. */
    static String of(FormFile file) {
        String told = file.contentType();
        int end = told.indexOf(';');
        String bare = (end < 0 ? told : told.substring(0, end)).strip().toLowerCase(Locale.ROOT);
        return bare.equals(UNKNOWN) ? byName(file.name()) : bare;
    }

    private static String byName(String name) {
        String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return switch (ending) {
            case "mp3", "mpga", "mpeg" -> "audio/mpeg";
            case "wav" -> "audio/wav";
            case "flac" -> "audio/flac";
            case "ogg", "oga", "opus" -> "audio/ogg";
            case "m4a", "mp4" -> "audio/mp4";
            case "aac" -> "audio/aac";
            case "aif", "aiff" -> "audio/aiff";
            case "webm" -> "audio/webm";
            default -> UNKNOWN;
        };
    }
}
