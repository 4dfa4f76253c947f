package dev.dragoman.model;

import org.jspecify.annotations.Nullable;

/** Where the bytes of an image, a sound or a document are. */
public sealed interface MediaSource {

    /**
     * The bytes themselves.
     *
     * @param mediaType such as {@code image/png}
     * @param data in base64
     */
    record Base64(String mediaType, String data) implements MediaSource {}

    /**
     * An address the vendor fetches, {@code https} or a vendor's own scheme such as {@code gs}.
     *
     * @param mediaType null when unknown
     */
    record Url(String url, @Nullable String mediaType) implements MediaSource {}

    /**
     * A file uploaded to the vendor before.
     *
     * @param mediaType null when unknown
     */
    record FileId(String id, @Nullable String mediaType) implements MediaSource {}

    /** Plain text that is to be treated as a document. */
    record PlainText(String text) implements MediaSource {}
}
