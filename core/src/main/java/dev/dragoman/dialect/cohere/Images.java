package dev.dragoman.dialect.cohere;

import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonValue;
import dev.dragoman.model.MediaSource;
import dev.dragoman.model.Part;
import org.jspecify.annotations.Nullable;

/** Writes images: by their address, or with their bytes in it. */
final class Images {

    private Images() {}

    /** The block; null for an image that has no address. */
    static @Nullable JsonValue write(Part.Image image) {
        String url = url(image.source());
        if (url == null) {
            return null;
        }
        JsonObject address = JsonObject.builder()
                .put("url", url)
                .putIfPresent("detail", image.detail())
                .build();
        return JsonObject.builder()
                .put("type", "image_url")
                .put("image_url", address)
                .build();
    }

    private static @Nullable String url(MediaSource source) {
        return switch (source) {
            case MediaSource.Base64 bytes -> "data:" + bytes.mediaType() + ";base64," + bytes.data();
            case MediaSource.Url url -> url.url();
            case MediaSource.FileId file -> null;
            case MediaSource.PlainText text -> null;
        };
    }
}
