package dev.dragoman.dialect.gemini;

import java.util.Set;

/**
 * Media types that Google reads.
 *
 * @see <a href="https://ai.google.dev/gemini-api/docs/image-understanding">Images</a>
 * @see <a href="https://ai.google.dev/gemini-api/docs/document-processing">Documents</a>
 */
final class InlineTypes {

    private static final Set<String> IMAGES =
            Set.of("image/png", "image/jpeg", "image/webp", "image/heic", "image/heif", "image/gif");

    private static final Set<String> PAPERS = Set.of(
            "application/pdf",
            "application/json",
            "application/xml",
            "application/rtf",
            "application/javascript",
            "application/x-javascript",
            "application/x-python-code",
            "application/x-typescript");

    private InlineTypes() {}

    static boolean contain(String mediaType) {
        return mediaType.startsWith("text/")
                || mediaType.startsWith("audio/")
                || mediaType.startsWith("video/")
                || IMAGES.contains(mediaType)
                || PAPERS.contains(mediaType);
    }
}
