package dev.dragoman.catalog;

/** What a cost is made of. */
public enum Part {
    /** Fresh prompt tokens, characters or queries. */
    INPUT,
    /** Prompt tokens read from a cache. */
    CACHE_READ,
    /** Prompt tokens written to a cache. */
    CACHE_WRITE,
    /** Answer tokens or characters. */
    OUTPUT,
    /** Answer tokens of reasoning. */
    REASONING,
    /** Sound of the prompt. */
    AUDIO_INPUT,
    /** Sound of the answer. */
    AUDIO_OUTPUT,
    /** Images of the prompt. */
    IMAGE_INPUT,
    /** Images that were made. */
    IMAGE_OUTPUT,
    /** Video of the prompt, and video that was made. */
    VIDEO,
    /** Pages that were read. */
    PAGES,
    /** Time that the vendor worked. */
    TIME,
    /** Searches, sandboxes, stores and whatever else the vendor's tools did. */
    TOOLS,
    /** A fee for each call. */
    REQUEST,
    /** What the vendor says it charged, without parts. */
    VENDOR;

    private static final int COUNT = values().length;

    static int count() {
        return COUNT;
    }

    /** Its place in arrays. */
    @SuppressWarnings("EnumOrdinal") // a place in arrays that are never stored
    int index() {
        return ordinal();
    }
}
