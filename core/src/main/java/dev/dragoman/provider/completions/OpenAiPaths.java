package dev.dragoman.provider.completions;

import dev.dragoman.provider.Operation;

/**
 * OpenAI's paths below a base address, which all that speak its format use.
 *
 * @see <a href="https://platform.openai.com/docs/api-reference">OpenAI: API reference</a>
 */
public final class OpenAiPaths {

    private OpenAiPaths() {}

    /** The path of an operation. */
    public static String of(Operation operation) {
        return switch (operation) {
            case CHAT -> "/chat/completions";
            case RESPONSES -> "/responses";
            case MESSAGES -> "/messages";
            case COMPLETIONS -> "/completions";
            case EMBEDDINGS -> "/embeddings";
            case IMAGES -> "/images/generations";
            case IMAGE_EDITS -> "/images/edits";
            case IMAGE_VARIATIONS -> "/images/variations";
            case SPEECH -> "/audio/speech";
            case TRANSCRIPTIONS -> "/audio/transcriptions";
            case TRANSLATIONS -> "/audio/translations";
            case RERANK -> "/rerank";
            case MODERATIONS -> "/moderations";
            case REALTIME -> "/realtime";
            case COUNT_TOKENS -> "/messages/count_tokens";
            case BATCHES -> "/batches";
            case RELAY -> "/";
        };
    }
}
