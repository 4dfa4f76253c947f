package dev.dragoman.gateway.endpoint;

import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonValue;
import dev.dragoman.routing.TokenEstimate;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Counts tokens by the length of what a model reads: four bytes to a token, as texts in English have on average, and a few for
 * each message. Media and what is for machines only is not read.
 */
public final class RoughEstimate implements TokenEstimate {

    private static final int BYTES_PER_TOKEN = 4;
    private static final int PER_MESSAGE = 3;
    private static final List<String> READ =
            List.of("system", "messages", "tools", "systemInstruction", "contents", "output_config");
    private static final Set<String> UNREAD =
            Set.of("data", "signature", "thoughtSignature", "cache_control", "type", "id", "tool_use_id");

    @Override
    public long tokens(String model, JsonObject chat) {
        long bytes = 0;
        for (String name : READ) {
            bytes += bytes(chat.get(name));
        }
        return PER_MESSAGE * (1 + items(chat, "messages") + items(chat, "contents"))
                + (bytes + BYTES_PER_TOKEN - 1) / BYTES_PER_TOKEN;
    }

    private static long items(JsonObject chat, String name) {
        JsonArray items = chat.array(name);
        return items == null ? 0 : items.size();
    }

    private static long bytes(@Nullable JsonValue value) {
        return switch (value) {
            case JsonString text -> text.value().getBytes(StandardCharsets.UTF_8).length;
            case JsonArray items ->
                items.items().stream().mapToLong(RoughEstimate::bytes).sum();
            case JsonObject members -> members(members);
            case null, default -> 0;
        };
    }

    private static long members(JsonObject members) {
        long[] bytes = {0};
        members.forEach((name, value) -> bytes[0] += UNREAD.contains(name) ? 0 : bytes(value));
        return bytes[0];
    }
}
