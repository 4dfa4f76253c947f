package dev.dragoman.gateway.deployment;

import dev.dragoman.http.Slice;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonNumber;
import dev.dragoman.routing.ChatSource;
import dev.dragoman.routing.Source;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How much a call asks for.
 *
 * @param operation what is asked for, in words
 * @param promptBytes of what is told to the model, as JSON; 0 for what is no conversation
 * @param outputTokens the most that may be answered; null when the client does not say
 */
record CallSize(String operation, int promptBytes, @Nullable Long outputTokens) {

    private static final List<String> PROMPT =
            List.of("messages", "contents", "input", "system", "instructions", "tools", "prompt");
    private static final List<String> LIMITS = List.of("max_completion_tokens", "max_tokens", "max_output_tokens");

    static CallSize of(Source source) {
        String title = source.operation().title();
        return source instanceof ChatSource chat
                ? new CallSize(title, promptBytes(chat.body()), outputTokens(chat.body()))
                : new CallSize(title, 0, null);
    }

    private static int promptBytes(JsonBody body) {
        int bytes = 0;
        for (String name : PROMPT) {
            Slice raw = body.raw(name);
            bytes += raw == null ? 0 : raw.length();
        }
        return bytes;
    }

    private static @Nullable Long outputTokens(JsonBody body) {
        for (String name : LIMITS) {
            JsonNumber limit = body.number(name);
            if (limit != null) {
                return limit.longValue();
            }
        }
        return null;
    }
}
