package dev.dragoman.json;

/** Bytes that are not the JSON that was expected; the message says what is wrong, and where. */
public final class JsonSyntaxException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final long offset;

    public JsonSyntaxException(String message, long offset) {
        super(message);
        this.offset = offset;
    }

    /** Where it was noticed, in bytes from the start; -1 when unknown. */
    public long offset() {
        return offset;
    }
}
