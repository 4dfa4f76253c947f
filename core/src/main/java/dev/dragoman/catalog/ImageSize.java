package dev.dragoman.catalog;

import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Width and height of an image, in pixels. */
record ImageSize(int width, int height) {

    /** For an image whose size cannot be read. */
    static final ImageSize UNKNOWN = new ImageSize(300, 300);

    /** Enough of an image to hold its size, but for photographs with long notes before it. */
    private static final int HEAD = 64 << 10;

    private static final int MAX_SIDE = 1 << 20;
    private static final String MARK = "base64,";

    /** The size of the image of a part in OpenAI's or Anthropic's form. */
    static ImageSize of(JsonObject part) {
        String base64 = base64(part);
        byte[] head = base64 == null ? null : head(base64);
        ImageSize size = head == null ? null : new ImageHeader(head).size();
        return size == null || !size.isPlausible() ? UNKNOWN : size;
    }

    private boolean isPlausible() {
        return width > 0 && height > 0 && width <= MAX_SIDE && height <= MAX_SIDE;
    }

    private static @Nullable String base64(JsonObject part) {
        JsonObject source = part.object("source");
        if (source != null) {
            return source.string("data");
        }
        JsonObject image = part.object("image_url");
        String url = image == null
                ? part.get("image_url") instanceof JsonString text ? text.value() : null
                : image.string("url");
        int mark = url == null || !url.startsWith("data:") ? -1 : url.indexOf(MARK);
        return url == null || mark < 0 ? null : url.substring(mark + MARK.length());
    }

    private static byte @Nullable [] head(String base64) {
        int length = Math.min(base64.length(), HEAD) / 4 * 4;
        try {
            return Base64.getDecoder().decode(base64.substring(0, length));
        } catch (IllegalArgumentException broken) {
            // What is no base64 has no size.
            return null;
        }
    }

    int shorter() {
        return Math.min(width, height);
    }

    /** Shrunk so that no side is longer. */
    ImageSize within(int longest) {
        int longer = Math.max(width, height);
        return longer <= longest ? this : scaled((double) longest / longer);
    }

    ImageSize scaled(double factor) {
        return new ImageSize(
                Math.max(1, (int) Math.round(width * factor)), Math.max(1, (int) Math.round(height * factor)));
    }
}
