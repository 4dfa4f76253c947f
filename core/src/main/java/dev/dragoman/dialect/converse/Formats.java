package dev.dragoman.dialect.converse;

import dev.dragoman.model.MediaSource;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The formats of one kind of media: the vendor's words for media types. */
record Formats(Map<String, String> byMediaType) {

    static final Formats IMAGE = new Formats(Map.of(
            "image/png", "png", "image/jpeg", "jpeg", "image/jpg", "jpeg", "image/gif", "gif", "image/webp", "webp"));

    static final Formats VIDEO = new Formats(Map.of(
            "video/mp4", "mp4",
            "video/quicktime", "mov",
            "video/x-matroska", "mkv",
            "video/webm", "webm",
            "video/x-flv", "flv",
            "video/mpeg", "mpeg",
            "video/mpg", "mpg",
            "video/x-ms-wmv", "wmv",
            "video/3gpp", "three_gp"));

    static final Formats AUDIO = new Formats(Map.ofEntries(
            Map.entry("audio/mpeg", "mp3"),
            Map.entry("audio/opus", "opus"),
            Map.entry("audio/wav", "wav"),
            Map.entry("audio/aac", "aac"),
            Map.entry("audio/flac", "flac"),
            Map.entry("audio/mp4", "mp4"),
            Map.entry("audio/ogg", "ogg"),
            Map.entry("audio/matroska", "mkv"),
            Map.entry("audio/x-matroska", "mka"),
            Map.entry("audio/x-aac", "x-aac"),
            Map.entry("audio/m4a", "m4a"),
            Map.entry("audio/pcm", "pcm"),
            Map.entry("audio/webm", "webm")));

    static final Formats DOCUMENT = new Formats(Map.ofEntries(
            Map.entry("application/pdf", "pdf"),
            Map.entry("text/csv", "csv"),
            Map.entry("application/msword", "doc"),
            Map.entry("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"),
            Map.entry("application/vnd.ms-excel", "xls"),
            Map.entry("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
            Map.entry("text/html", "html"),
            Map.entry("text/plain", "txt"),
            Map.entry("text/markdown", "md")));

    boolean has(String format) {
        return byMediaType.containsValue(format);
    }

    /** The format of a source: by its type, else by the end of its address; null when there is no word for it. */
    @Nullable
    String of(MediaSource source) {
        return switch (source) {
            case MediaSource.Base64 bytes -> typed(bytes.mediaType());
            case MediaSource.Url url -> url.mediaType() == null ? ending(url.url()) : typed(url.mediaType());
            case MediaSource.FileId file -> file.mediaType() == null ? ending(file.id()) : typed(file.mediaType());
            case MediaSource.PlainText text -> "txt";
        };
    }

    /** The media type of a format. */
    String mediaType(String format) {
        for (Map.Entry<String, String> entry : byMediaType.entrySet()) {
            if (entry.getValue().equals(format) && !entry.getKey().equals("image/jpg")) {
                return entry.getKey();
            }
        }
        return "application/" + format;
    }

    private @Nullable String typed(String mediaType) {
        int end = mediaType.indexOf(';');
        return byMediaType.get(
                (end < 0 ? mediaType : mediaType.substring(0, end)).strip().toLowerCase(Locale.ROOT));
    }

    private @Nullable String ending(String address) {
        String ending = address.substring(address.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return switch (ending) {
            case "jpg" -> has("jpeg") ? "jpeg" : null;
            case "3gp" -> has("three_gp") ? "three_gp" : null;
            default -> has(ending) ? ending : null;
        };
    }
}
