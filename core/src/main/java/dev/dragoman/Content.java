package dev.dragoman;

import dev.dragoman.json.JsonObject;
import java.util.Base64;
import java.util.Locale;

/**
 * A piece of what a user says: text, an image, a sound or a file.
 *
 * @param json the piece as OpenAI's content part
 * @see <a href="https://platform.openai.com/docs/api-reference/chat/create#chat_create-messages">OpenAI: messages</a>
 */
public record Content(JsonObject json) {

    /** Text. */
    public static Content text(String text) {
        return new Content(
                JsonObject.builder().put("type", "text").put("text", text).build());
    }

    /**
     * An image at an address that the vendor fetches, {@code https} or a vendor's own scheme such as {@code gs}. For vendors that
     * fetch none, the library does; see {@link DragomanBuilder#fetchMedia}.
     */
    public static Content image(String url) {
        return of("image_url", "image_url", JsonObject.builder().put("url", url));
    }

    /**
     * An image from its bytes.
     *
     * @param mediaType such as {@code image/png}
     */
    public static Content image(byte[] bytes, String mediaType) {
        return image(dataUrl(bytes, mediaType));
    }

    /**
     * A sound from its bytes.
     *
     * @param format such as {@code wav} or {@code mp3}
     */
    public static Content audio(byte[] bytes, String format) {
        return of(
                "input_audio",
                "input_audio",
                JsonObject.builder().put("data", base64(bytes)).put("format", format.toLowerCase(Locale.ROOT)));
    }

    /**
     * A document from its bytes, such as a PDF.
     *
     * @param name its file name
     * @param mediaType such as {@code application/pdf}
     */
    public static Content file(byte[] bytes, String name, String mediaType) {
        return of(
                "file", "file", JsonObject.builder().put("filename", name).put("file_data", dataUrl(bytes, mediaType)));
    }

    private static Content of(String type, String member, JsonObject.Builder value) {
        return new Content(JsonObject.builder()
                .put("type", type)
                .put(member, value.build())
                .build());
    }

    private static String dataUrl(byte[] bytes, String mediaType) {
        return "data:" + mediaType + ";base64," + base64(bytes);
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
