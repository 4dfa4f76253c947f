package dev.dragoman.media;

import dev.dragoman.model.MediaSource;
import org.jspecify.annotations.Nullable;

/** A medium that could not be fetched; the message is fit for the caller and tells nothing that a server said. */
public final class MediaException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    // Never serialized across processes; the field of a throwable must only not break serialization as such.
    private final transient MediaSource.Url source;

    MediaException(MediaSource.Url source, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.source = source;
    }

    /** Which it was. */
    public MediaSource.Url source() {
        return source;
    }
}
