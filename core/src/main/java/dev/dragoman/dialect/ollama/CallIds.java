package dev.dragoman.dialect.ollama;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Ids for tool calls, which older servers give none: made of what tells the answer from others, so that they are the same when
 * the answer is read again, and differ between the answers of one conversation. Short enough for
 * OpenAI, which takes 40 characters.
 */
final class CallIds {

    private int number;

    /**
     * The id of the next call.
     *
     * @param told the server's own; null when it gives none
     * @param moment when the server said it, in its own words
     * @param call the call in its own words
     */
    String next(@Nullable String told, @Nullable String moment, String call) {
        String seed = moment + "#" + number++ + "#" + call;
        if (told != null && !told.isEmpty()) {
            return told;
        }
        UUID made = UUID.nameUUIDFromBytes(seed.getBytes(StandardCharsets.UTF_8));
        return "call_" + made.toString().replace("-", "");
    }
}
