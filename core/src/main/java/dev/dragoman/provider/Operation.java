package dev.dragoman.provider;

/** What can be asked of a provider. */
public enum Operation {
    /** A conversation, in the provider's own dialect. */
    CHAT("chat completions"),
    /** A conversation, in the dialect of OpenAI's Responses API. */
    RESPONSES("responses"),
    /** A conversation, in Anthropic's dialect, where that is not the provider's own. */
    MESSAGES("messages"),
    /** The continuation of a text, in OpenAI's older format. */
    COMPLETIONS("text completions"),
    /** Texts as vectors. */
    EMBEDDINGS("embeddings"),
    /** Images from a text. */
    IMAGES("image generation"),
    /** Images from images and a text. */
    IMAGE_EDITS("image edits"),
    /** Images like another. */
    IMAGE_VARIATIONS("image variations"),
    /** Speech from a text. */
    SPEECH("speech"),
    /** The text of a recording. */
    TRANSCRIPTIONS("transcriptions"),
    /** The text of a recording, in English. */
    TRANSLATIONS("audio translations"),
    /** Documents in the order of their relevance. */
    RERANK("rerank"),
    /** Whether a text or an image is harmful. */
    MODERATIONS("moderations"),
    /** Conversations that are held later, many at once. */
    BATCHES("batches"),
    /** A conversation by voice and text over a connection that stays. */
    REALTIME("realtime"),
    /** How many tokens a conversation has, before it is held. */
    COUNT_TOKENS("token counting"),
    /** Whatever the place itself has, in its own words. */
    RELAY("pass-through");

    private final String title;

    Operation(String title) {
        this.title = title;
    }

    /** How it is called in messages. */
    public String title() {
        return title;
    }
}
