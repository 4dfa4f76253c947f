package dev.dragoman.dialect.converse;

import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonValue;
import dev.dragoman.model.MediaSource;
import dev.dragoman.model.Part;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes images, documents, videos and sound. Documents of one conversation need names that differ. Not thread-safe. */
final class Media {

    /** How addresses begin that the vendor fetches itself. */
    static final String S3 = "s3://";

    private final Set<String> names = new HashSet<>();

    /** The block; null when there is no word for it. */
    @Nullable
    JsonObject image(Part.Image image) {
        return block("image", Formats.IMAGE, image.source());
    }

    /** The block; null when there is no word for it. */
    @Nullable
    JsonObject video(Part.Video video) {
        return block("video", Formats.VIDEO, video.source());
    }

    /** The block; null when there is no word for it. */
    @Nullable
    JsonObject audio(Part.Audio audio) {
        JsonObject source = source(audio.source());
        return source == null || !Formats.AUDIO.has(audio.format())
                ? null
                : JsonObject.of("audio", members(audio.format(), source).build());
    }

    /** The block; null when there is no word for it. */
    @Nullable
    JsonObject document(Part.Document document) {
        String format = Formats.DOCUMENT.of(document.source());
        JsonObject source = source(document.source());
        if (source == null || format == null) {
            return null;
        }
        JsonObject.Builder members = JsonObject.builder()
                .put("format", format)
                .put("name", name(document.name()))
                .put("source", source)
                .putIfPresent("context", document.context());
        if (Boolean.TRUE.equals(document.citations())) {
            members.put("citations", JsonObject.builder().put("enabled", true).build());
        }
        return JsonObject.of("document", members.build());
    }

    private static @Nullable JsonObject block(String kind, Formats formats, MediaSource source) {
        String format = formats.of(source);
        JsonObject written = source(source);
        return format == null || written == null
                ? null
                : JsonObject.of(kind, members(format, written).build());
    }

    private static JsonObject.Builder members(String format, JsonObject source) {
        return JsonObject.builder().put("format", format).put("source", source);
    }

    private static @Nullable JsonObject source(MediaSource source) {
        return switch (source) {
            case MediaSource.Base64 bytes -> JsonObject.of("bytes", new JsonString(bytes.data()));
            case MediaSource.PlainText text -> JsonObject.of("text", new JsonString(text.text()));
            case MediaSource.Url url when url.url().startsWith(S3) -> s3(url.url());
            case MediaSource.Url url -> null;
            case MediaSource.FileId file -> file.id().startsWith(S3) ? s3(file.id()) : null;
        };
    }

    private static JsonObject s3(String uri) {
        JsonValue address = new JsonString(uri);
        return JsonObject.of("s3Location", JsonObject.of("uri", address));
    }

    /** Only letters, digits, single spaces, hyphens and brackets are taken, and no name twice. */
    private String name(@Nullable String wanted) {
        StringBuilder clean = new StringBuilder();
        String from = wanted == null ? "" : wanted;
        for (int i = 0; i < from.length() && clean.length() < 180; i++) {
            char c = from.charAt(i);
            boolean allowed = c < 128 && (Character.isLetterOrDigit(c) || "-()[]".indexOf(c) >= 0);
            if (allowed) {
                clean.append(c);
            } else if (!clean.isEmpty() && clean.charAt(clean.length() - 1) != ' ') {
                clean.append(' ');
            }
        }
        String base = clean.toString().strip();
        String name = base.isEmpty() ? "document" : base;
        for (int i = 2; !names.add(name); i++) {
            name = (base.isEmpty() ? "document" : base) + " " + i;
        }
        return name;
    }
}
