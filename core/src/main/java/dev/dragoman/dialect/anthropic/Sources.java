package dev.dragoman.dialect.anthropic;

import dev.dragoman.dialect.Field;
import dev.dragoman.json.JsonWriter;
import dev.dragoman.model.MediaSource;
import org.jspecify.annotations.Nullable;

/** The {@code source} of an image or document block. */
final class Sources {

    private Sources() {}

    /** The source, or null when it is of a kind that only Anthropic knows. */
    static @Nullable MediaSource read(Field source) {
        return switch (source.requiredString("type")) {
            case "base64" -> new MediaSource.Base64(source.requiredString("media_type"), source.requiredString("data"));
            case "url" -> new MediaSource.Url(source.requiredString("url"), null);
            case "file" -> new MediaSource.FileId(source.requiredString("file_id"), null);
            case "text" -> new MediaSource.PlainText(source.requiredString("data"));
            default -> null;
        };
    }

    static void write(JsonWriter out, MediaSource source) {
        out.name("source").beginObject();
        switch (source) {
            case MediaSource.Base64 bytes -> base64(out, bytes);
            case MediaSource.Url address -> out.member("type", "url").member("url", address.url());
            case MediaSource.FileId file -> out.member("type", "file").member("file_id", file.id());
            case MediaSource.PlainText text -> plainText(out, text.text());
        }
        out.endObject();
    }

    /** Text that is sent as a document. */
    static void plainText(JsonWriter out, String text) {
        out.member("type", "text").member("media_type", "text/plain").member("data", text);
    }

    private static void base64(JsonWriter out, MediaSource.Base64 bytes) {
        String mediaType = bytes.mediaType().equals("image/jpg") ? "image/jpeg" : bytes.mediaType();
        out.member("type", "base64").member("media_type", mediaType).member("data", bytes.data());
    }
}
