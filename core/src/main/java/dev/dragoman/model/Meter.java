package dev.dragoman.model;

/** What a call consumed beside tokens of text, in units. Tokens are parts of those that {@link Usage} counts. */
public enum Meter {
    /** Prompt tokens that are images. */
    INPUT_IMAGE_TOKENS,
    /** Answer tokens that are images. */
    OUTPUT_IMAGE_TOKENS,
    /** Answer tokens that are video. */
    OUTPUT_VIDEO_TOKENS,
    /** Prompt tokens that are audio and were read from a cache: part of the cached tokens and of the audio tokens. */
    CACHED_AUDIO_TOKENS,
    /** Prompt tokens that are audio and were written to a cache: part of the written tokens and of the audio tokens. */
    WRITTEN_AUDIO_TOKENS,
    /** Tokens of reasoning that the answer's tokens do not include. */
    SEPARATE_REASONING_TOKENS,
    /** Tokens of quoted sources. */
    CITATION_TOKENS,
    /** Prompt tokens of operating a computer, charged on top. */
    COMPUTER_INPUT_TOKENS,
    /** Answer tokens of operating a computer, charged on top. */
    COMPUTER_OUTPUT_TOKENS,
    /** Characters of the prompt, or of a text to be spoken. */
    INPUT_CHARACTERS,
    /** Characters of the answer. */
    OUTPUT_CHARACTERS,
    /** Images of the prompt. */
    INPUT_IMAGES,
    /** Images that were made. */
    OUTPUT_IMAGES,
    /** Pixels of the images of the prompt. */
    INPUT_PIXELS,
    /** Pixels of all images that were made. */
    OUTPUT_PIXELS,
    /** Seconds of sound of the prompt. */
    INPUT_AUDIO_SECONDS,
    /** Seconds of video of the prompt. */
    INPUT_VIDEO_SECONDS,
    /** Seconds of video between two embeddings of it. */
    VIDEO_INTERVAL_SECONDS,
    /** Seconds of video that were made. */
    OUTPUT_VIDEO_SECONDS,
    /** Seconds that the vendor took to answer. */
    RESPONSE_SECONDS,
    /** Queries of a search, or search units of a ranking. */
    QUERIES,
    /** Results that a search was asked for. */
    RESULTS,
    /** Pages that were read. */
    PAGES,
    /** Pages that were annotated. */
    ANNOTATED_PAGES,
    /** A vendor's credits for reading. */
    CREDITS,
    /** Searches of the web that the model made. */
    WEB_SEARCHES,
    /** Pages and posts that a vendor's search quoted, where it sells those. */
    WEB_SOURCES,
    /** Searches of the web by the preview of OpenAI's tool, which costs more. */
    PREVIEW_SEARCHES,
    /** Queries by which an answer was grounded; some vendors charge for each, others for all of an answer together. */
    GROUNDING_QUERIES,
    /** Searches of files that the model made. */
    FILE_SEARCHES,
    /** Sandboxes in which the model ran code. */
    CODE_SESSIONS,
    /** Gigabytes of files times days kept. */
    FILE_GB_DAYS,
    /** Gigabytes of a vector store times days kept. */
    VECTOR_STORE_GB_DAYS
}
