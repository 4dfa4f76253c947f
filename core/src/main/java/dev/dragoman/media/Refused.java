package dev.dragoman.media;

import org.jspecify.annotations.Nullable;

/** The reason why a medium is not fetched, before it is known whose reason it is. */
final class Refused extends Exception {

    private static final long serialVersionUID = 1L;

    Refused(String reason) {
        this(reason, null);
    }

    Refused(String reason, @Nullable Throwable cause) {
        super(reason, cause);
    }

    /** The reason. */
    String reason() {
        return String.valueOf(getMessage());
    }
}
