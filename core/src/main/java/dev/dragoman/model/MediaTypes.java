package dev.dragoman.model;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Media types by the ending of an address. */
public final class MediaTypes {

    private static final Map<String, String> BY_ENDING = Map.ofEntries(
            Map.entry("png", "image/png"),
            Map.entry("jpg", "image/jpeg"),
            Map.entry("jpeg", "image/jpeg"),
            Map.entry("webp", "image/webp"),
            Map.entry("gif", "image/gif"),
            Map.entry("heic", "image/heic"),
            Map.entry("heif", "image/heif"),
            Map.entry("pdf", "application/pdf"),
            Map.entry("txt", "text/plain"),
            Map.entry("md", "text/markdown"),
            Map.entry("csv", "text/csv"),
            Map.entry("html", "text/html"),
            Map.entry("json", "application/json"),
            Map.entry("mp3", "audio/mp3"),
            Map.entry("wav", "audio/wav"),
            Map.entry("flac", "audio/flac"),
            Map.entry("ogg", "audio/ogg"),
            Map.entry("aac", "audio/aac"),
            Map.entry("m4a", "audio/mp4"),
            Map.entry("mp4", "video/mp4"),
            Map.entry("mov", "video/quicktime"),
            Map.entry("mpeg", "video/mpeg"),
            Map.entry("mpg", "video/mpeg"),
            Map.entry("webm", "video/webm"),
            Map.entry("avi", "video/avi"),
            Map.entry("wmv", "video/wmv"),
            Map.entry("flv", "video/x-flv"),
            Map.entry("3gp", "video/3gpp"));

    private MediaTypes() {}

    /** The media type that the address ends like; null when it does not tell. */
    public static @Nullable String ofAddress(String url) {
        int end = firstOf(url, '?', firstOf(url, '#', url.length()));
        int dot = url.lastIndexOf('.', end - 1);
        return dot < 0 || end - dot > 6
                ? null
                : BY_ENDING.get(url.substring(dot + 1, end).toLowerCase(Locale.ROOT));
    }

    private static int firstOf(String text, char c, int otherwise) {
        int at = text.indexOf(c);
        return at < 0 ? otherwise : at;
    }
}
