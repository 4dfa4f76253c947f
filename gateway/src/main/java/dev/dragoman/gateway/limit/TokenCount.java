package dev.dragoman.gateway.limit;

import dev.dragoman.gateway.config.CountedTokens;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonNumber;
import dev.dragoman.json.JsonObject;
import dev.dragoman.model.Usage;
import dev.dragoman.routing.ChatSource;
import dev.dragoman.routing.CountSource;
import dev.dragoman.routing.RelaySource;
import dev.dragoman.routing.Source;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tokens as limits count them: before a call those that it is expected to take, after it those that it took, without what the vendor
 * read from its cache.
 */
final class TokenCount {

    private static final int BYTES_PER_TOKEN = 4;
    private static final int LEAST_ANSWER = 1_024;
    private static final long MOST_TOKENS = 1_000_000_000;
    private static final List<String> MOST = List.of("max_completion_tokens", "max_tokens", "max_output_tokens");

    private TokenCount() {}

    /** What a call is expected to take. */
    static TokenNeed need(Source source, CountedTokens counted) {
        if (source instanceof CountSource) {
            return TokenNeed.NONE;
        }
        JsonBody body = source.body();
        long input = Math.max(1, TextLength.of(body) / BYTES_PER_TOKEN);
        boolean answers = source instanceof ChatSource || source instanceof RelaySource;
        Long most = answers ? most(body) : Long.valueOf(0);
        boolean guessed = most == null && source instanceof ChatSource;
        long output = most != null ? most : guessed ? Math.max(input, LEAST_ANSWER) : 0;
        return switch (counted) {
            case TOTAL -> new TokenNeed(input, output, guessed);
            case INPUT -> new TokenNeed(input, 0, false);
            case OUTPUT -> new TokenNeed(0, output, guessed);
        };
    }

    /**
     * What a call took.
     *
     * @param need what it was expected to take, for what the vendor does not say
     * @param pieces in how many pieces the answer came, each of them a token when the vendor does not say
     */
    static long taken(Usage usage, TokenNeed need, long pieces, CountedTokens counted) {
        long cached = orElse(usage.cachedTokens(), 0);
        long input = Math.max(0, orElse(usage.inputTokens(), need.input()) - cached);
        long output = orElse(usage.outputTokens(), pieces);
        return switch (counted) {
            case TOTAL -> usage.totalTokens() == null ? input + output : Math.max(0, usage.totalTokens() - cached);
            case INPUT -> input;
            case OUTPUT -> output;
        };
    }

    /** Whether the vendor said nothing. */
    static boolean isUntold(Usage usage) {
        return usage.inputTokens() == null && usage.outputTokens() == null && usage.totalTokens() == null;
    }

    /** The most tokens that may be answered; null when the client does not say. */
    private static @Nullable Long most(JsonBody body) {
        Long most = null;
        for (String name : MOST) {
            JsonNumber limit = most == null ? body.number(name) : null;
            most = limit == null ? most : limit.longValue();
        }
        if (most == null && body.value("generationConfig") instanceof JsonObject google) {
            most = google.get("maxOutputTokens") instanceof JsonNumber limit ? limit.longValue() : null;
        }
        return most == null ? null : Math.clamp(most, 0, MOST_TOKENS) * choices(body);
    }

    private static long choices(JsonBody body) {
        JsonNumber choices = body.number("n");
        Long many = choices == null ? null : choices.longValue();
        return many == null ? 1 : Math.clamp(many, 1, 128);
    }

    private static long orElse(@Nullable Long told, long other) {
        return told == null ? other : told;
    }
}
