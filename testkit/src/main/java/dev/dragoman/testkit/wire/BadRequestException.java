package dev.dragoman.testkit.wire;

import java.io.IOException;

/** Says that what arrived is not a well-formed HTTP/1.1 request. */
final class BadRequestException extends IOException {

    private static final long serialVersionUID = 1L;

    private final int status;

    BadRequestException(int status, String message) {
        super(message);
        this.status = status;
    }

    int status() {
        return status;
    }
}
