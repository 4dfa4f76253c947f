package dev.dragoman.http;

/**
 * A whole message.
 *
 * @param text whether it is text; its bytes are valid UTF-8 then
 * @param content the bytes
 */
public record WebSocketMessage(boolean text, Slice content) {

    /** A message of text. */
    public static WebSocketMessage text(String text) {
        return new WebSocketMessage(true, Slice.utf8(text));
    }
}
