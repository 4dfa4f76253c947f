package dev.dragoman.gateway.budget;

import dev.dragoman.dialect.anthropic.AnthropicDialect;
import dev.dragoman.gateway.call.Call;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonObject;
import dev.dragoman.provider.Operation;
import dev.dragoman.routing.ChatSource;
import org.jspecify.annotations.Nullable;

/** Reads from requests how much they can consume. A token has at least one byte, and no vendor adds more than the JSON around texts. */
final class Demands {

    private static final long VENDORS_OWN_TOKENS = 1_000;
    private static final long UNTOLD_THOUGHTS = 32_768;
    private static final long ANSWER_BESIDE_THOUGHTS = 8_192;

    private Demands() {}

    static Demand of(Call call) {
        JsonBody body = call.source().body();
        long[] bytes = {VENDORS_OWN_TOKENS};
        body.forEach((name, value) -> bytes[0] += name.length() + value.length());
        Long input = Outside.isMeant(body) ? null : Long.valueOf(bytes[0]);
        return new Demand(input, output(call), OutputLimit.answers(body), body.has("cache_control") || caches(call));
    }

    /** Anthropic's cache is written where a request marks it, in any dialect. */
    private static boolean caches(Call call) {
        return call.source() instanceof ChatSource chat
                && (!chat.body().watches("cache_control")
                        || chat.body().mentions("messages", "cache_control")
                        || chat.body().mentions("system", "cache_control")
                        || chat.body().mentions("tools", "cache_control"));
    }

    private static @Nullable Long output(Call call) {
        if (!(call.source() instanceof ChatSource chat)) {
            return answersWithoutTokens(call.source().operation()) ? Long.valueOf(0) : null;
        }
        Long limit = OutputLimit.of(chat.body());
        return limit == null ? null : Long.valueOf(limit + raised(chat));
    }

    private static boolean answersWithoutTokens(Operation operation) {
        return operation == Operation.EMBEDDINGS || operation == Operation.MODERATIONS || operation == Operation.RERANK;
    }

    /** A limit that leaves no room for thoughts is raised for vendors that demand it. */
    private static long raised(ChatSource chat) {
        if (chat.dialect().name().equals(AnthropicDialect.NAME)) {
            return 0;
        }
        boolean effort = !chat.body().isNull("reasoning_effort") || !chat.body().isNull("reasoning");
        long thoughts = Math.max(thoughts(chat.body()), effort ? UNTOLD_THOUGHTS : 0);
        return thoughts == 0 ? 0 : thoughts + ANSWER_BESIDE_THOUGHTS;
    }

    /** The tokens that the client grants for thoughts. */
    static long thoughts(JsonBody body) {
        Long told = !body.isNull("thinking") && body.value("thinking") instanceof JsonObject thinking
                ? thinking.integer("budget_tokens")
                : null;
        return told == null ? 0 : told;
    }
}
