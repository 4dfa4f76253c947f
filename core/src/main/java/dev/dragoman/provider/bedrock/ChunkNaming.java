package dev.dragoman.provider.bedrock;

/** How a piece of a stream is named. */
enum ChunkNaming {
    /** Not at all. */
    NONE,
    /** Not at all; what AWS counts is told once more in OpenAI's words. */
    COUNTED,
    /** By its type, as Anthropic's are. */
    TYPE,
    /** By its only member, whose value is the piece, as Nova's are. */
    MEMBER
}
