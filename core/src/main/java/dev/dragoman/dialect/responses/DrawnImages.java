package dev.dragoman.dialect.responses;

import dev.dragoman.json.JsonNull;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.model.MediaSource;
import dev.dragoman.model.Part;

/** Images, and other files, that a model made. */
final class DrawnImages {

    private static final String KIND = "image/";

    private DrawnImages() {}

    /** The members of an image's item; one that lies elsewhere has its address beside. */
    static JsonObject members(Part.Image image) {
        JsonObject item = JsonObject.builder()
                .put("type", "image_generation_call")
                .put("status", "completed")
                .build();
        if (image.source() instanceof MediaSource.Base64 bytes) {
            JsonObject drawn = item.with("result", new JsonString(bytes.data()));
            String type = bytes.mediaType();
            return type.startsWith(KIND)
                    ? drawn.with("output_format", new JsonString(type.substring(KIND.length())))
                    : drawn;
        }
        return item.with("result", JsonNull.NULL)
                .with(VendorFields.NAME, JsonObject.of("image_url", new JsonString(address(image.source()))));
    }

    /** A file of another kind, which has no place in an answer. */
    static JsonObject file(String type, MediaSource source) {
        return JsonObject.builder()
                .put("type", type)
                .put("url", address(source))
                .build();
    }

    private static String address(MediaSource source) {
        return switch (source) {
            case MediaSource.Base64 bytes -> DataUri.of(bytes);
            case MediaSource.Url url -> url.url();
            case MediaSource.FileId file -> file.id();
            case MediaSource.PlainText plain -> DataUri.of(plain);
        };
    }
}
