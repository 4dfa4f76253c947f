package dev.dragoman.testkit.wire;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Says that the client closed or broke the connection before the reply was complete. */
final class ClientGoneException extends IOException {

    private static final long serialVersionUID = 1L;

    ClientGoneException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
