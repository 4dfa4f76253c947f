package dev.dragoman.dialect.cohere;

import dev.dragoman.json.JsonObject;
import dev.dragoman.model.MediaSource;
import dev.dragoman.model.Part;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Documents as Cohere takes them: text with a title, for the model to cite. */
final class Documents {

    private Documents() {}

    /** Whether a file of the media type is text. */
    static boolean isText(String mediaType) {
        return mediaType.startsWith("text/")
                || mediaType.equals("application/json")
                || mediaType.equals("application/xml")
                || mediaType.equals("application/yaml");
    }

    /** The document; null when its text is not known here. */
    static @Nullable JsonObject write(Part.Document document) {
        String text = text(document.source());
        if (text == null) {
            return null;
        }
        JsonObject data = JsonObject.builder()
                .putIfPresent("title", document.name())
                .putIfPresent("context", document.context())
                .put("text", text)
                .build();
        return JsonObject.of("data", data);
    }

    private static @Nullable String text(MediaSource source) {
        return switch (source) {
            case MediaSource.PlainText plain -> plain.text();
            case MediaSource.Base64 bytes -> isText(bytes.mediaType()) ? decoded(bytes.data()) : null;
            case MediaSource.Url url -> null;
            case MediaSource.FileId file -> null;
        };
    }

    private static @Nullable String decoded(String base64) {
        try {
            return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException noBase64) {
            // Whoever wrote it is told that there is no word for it.
            return null;
        }
    }
}
