package dev.dragoman.gateway.web.netty.wire;

/** Bytes that break the rules of HTTP, with the status a server answers them with. */
public final class WireException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;

    public WireException(int status, String message) {
        super(message, null, false, false);
        this.status = status;
    }

    /** The HTTP status that fits. */
    public int status() {
        return status;
    }

    static WireException malformed(String message) {
        return new WireException(400, message);
    }

    /** What went wrong, always present. */
    public String reason() {
        return String.valueOf(getMessage());
    }
}
