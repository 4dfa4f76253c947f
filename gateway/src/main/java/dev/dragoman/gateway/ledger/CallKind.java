package dev.dragoman.gateway.ledger;

import dev.dragoman.gateway.call.Call;
import dev.dragoman.routing.ChatSource;
import dev.dragoman.routing.Source;

/**
 * What was asked for, in LiteLLM's words.
 *
 * @param type as {@code call_type} has it
 * @param path of the endpoint, the same for all its spellings
 */
record CallKind(String type, String path) {

    /** The kind of a call. */
    static CallKind of(Call call) {
        Source source = call.source();
        return switch (source.operation()) {
            case CHAT, RESPONSES, MESSAGES, COMPLETIONS -> conversation(source);
            case EMBEDDINGS -> new CallKind("aembedding", "/embeddings");
            case IMAGES -> new CallKind("aimage_generation", "/images/generations");
            case IMAGE_EDITS -> new CallKind("aimage_edit", "/images/edits");
            case IMAGE_VARIATIONS -> new CallKind("aimage_variation", "/images/variations");
            case SPEECH -> new CallKind("aspeech", "/audio/speech");
            case TRANSCRIPTIONS -> new CallKind("atranscription", "/audio/transcriptions");
            case TRANSLATIONS -> new CallKind("atranscription", "/audio/translations");
            case RERANK -> new CallKind("arerank", "/rerank");
            case MODERATIONS -> new CallKind("amoderation", "/moderations");
            case BATCHES -> new CallKind("aretrieve_batch", "/batches");
            case REALTIME -> new CallKind("_arealtime", "/realtime");
            case COUNT_TOKENS -> new CallKind("acount_tokens", call.route());
            case RELAY -> new CallKind("pass_through_endpoint", call.route());
        };
    }

    private static CallKind conversation(Source source) {
        String dialect = source instanceof ChatSource chat ? chat.dialect().name() : "";
        return switch (dialect) {
            case "responses" -> new CallKind("aresponses", "/responses");
            case "anthropic" -> new CallKind("anthropic_messages", "/v1/messages");
            case "gemini" -> new CallKind("agenerate_content", "/models/generateContent");
            case "text_completion" -> new CallKind("atext_completion", "/completions");
            default -> new CallKind("acompletion", "/chat/completions");
        };
    }
}
