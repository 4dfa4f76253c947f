package dev.dragoman.dialect;

import dev.dragoman.model.ChatReply;
import dev.dragoman.model.Usage;

/** Answers without what they tell beside their tokens for the sake of their price, which repeats what stands elsewhere. */
public final class Unserved {

    private Unserved() {}

    /** The answer. */
    public static ChatReply of(ChatReply reply) {
        return new ChatReply(
                reply.id(),
                reply.model(),
                reply.created(),
                reply.choices(),
                of(reply.usage()),
                reply.serviceTier(),
                reply.extras());
    }

    /** Its usage. */
    public static Usage of(Usage usage) {
        return new Usage(
                usage.inputTokens(),
                usage.outputTokens(),
                usage.totalTokens(),
                usage.cachedTokens(),
                usage.cacheWriteTokens(),
                usage.cacheWrite1hTokens(),
                usage.reasoningTokens(),
                usage.audioInputTokens(),
                usage.audioOutputTokens(),
                usage.extras());
    }
}
