package dev.dragoman.gateway.cache;

import dev.dragoman.dialect.openai.OpenAiDialect;
import dev.dragoman.dialect.openai.TextDialect;
import dev.dragoman.dialect.responses.ResponsesDialect;
import dev.dragoman.gateway.config.CacheSettings.CachedCall;
import dev.dragoman.routing.ChatSource;
import dev.dragoman.routing.ServiceSource;
import dev.dragoman.routing.Source;
import org.jspecify.annotations.Nullable;

/** What kind of call a question is, in the configuration's words. */
final class Kinds {

    private Kinds() {}

    /** The kind; null when such calls are never cached. */
    static @Nullable CachedCall of(Source source) {
        return switch (source) {
            case ChatSource chat ->
                switch (chat.dialect().name()) {
                    case OpenAiDialect.NAME -> CachedCall.COMPLETION;
                    case TextDialect.NAME -> CachedCall.TEXT_COMPLETION;
                    case ResponsesDialect.NAME -> CachedCall.RESPONSES;
                    case "anthropic" -> CachedCall.ANTHROPIC_MESSAGES;
                    case "gemini" -> CachedCall.GENERATE_CONTENT;
                    default -> null;
                };
            case ServiceSource service ->
                switch (service.operation()) {
                    case EMBEDDINGS -> CachedCall.EMBEDDING;
                    case TRANSCRIPTIONS -> CachedCall.TRANSCRIPTION;
                    case RERANK -> CachedCall.RERANK;
                    default -> null;
                };
            default -> null;
        };
    }
}
