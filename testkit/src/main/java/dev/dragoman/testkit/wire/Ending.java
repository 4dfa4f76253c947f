package dev.dragoman.testkit.wire;

/** What happens on the connection after the last frame. */
public enum Ending {
    /** The body is ended as its framing demands; the connection may serve another request. */
    COMPLETE,
    /** The connection is closed where it stands, without the end mark of the framing. */
    CLOSE,
    /** The connection is reset: unsent bytes are thrown away and the client sees a reset. */
    RESET,
    /** Nothing more is ever sent; the connection stays open until the client leaves. */
    HANG
}
