package dev.dragoman.model;

import org.jspecify.annotations.Nullable;

/** What a medium is to be for the model. */
public enum MediaKind {
    /** An image; a PDF is often sent as one. */
    IMAGE("an image"),
    /** A sound. */
    AUDIO("audio"),
    /** A video. */
    VIDEO("a video"),
    /** A document of any type. */
    DOCUMENT("a document");

    private final String words;

    MediaKind(String words) {
        this.words = words;
    }

    /** It in words, such as {@code an image}. */
    public String words() {
        return words;
    }

    /** Whether a file of the media type can be that. */
    public boolean fits(String mediaType) {
        return switch (this) {
            case IMAGE -> mediaType.startsWith("image/") || mediaType.equals("application/pdf");
            // Sound comes in containers that can hold a video too.
            case AUDIO -> mediaType.startsWith("audio/") || mediaType.startsWith("video/");
            case VIDEO -> mediaType.startsWith("video/");
            case DOCUMENT -> true;
        };
    }

    /** What the part is; null when it is no medium. */
    public static @Nullable MediaKind of(Part part) {
        return switch (part) {
            case Part.Image image -> IMAGE;
            case Part.Audio audio -> AUDIO;
            case Part.Video video -> VIDEO;
            case Part.Document document -> DOCUMENT;
            default -> null;
        };
    }
}
