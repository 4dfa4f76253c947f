package dev.dragoman.testkit.answer;

/** What went wrong at the vendor; each vendor has its own status, code and words for it. */
public enum ErrorKind {
    /** The request is malformed. */
    BAD_REQUEST(400),
    /** The prompt is longer than the model can take. */
    CONTEXT_TOO_LONG(400),
    /** The prompt was blocked by the vendor's filter. */
    CONTENT_FILTERED(400),
    /** The key is wrong. */
    INVALID_KEY(401),
    /** The account has not paid. */
    BILLING(402),
    /** The key may not do this. */
    PERMISSION_DENIED(403),
    /** The model or the path does not exist. */
    NOT_FOUND(404),
    /** The vendor gave up waiting. */
    TIMEOUT(408),
    /** The resource is locked. */
    CONFLICT(409),
    /** The body is too large. */
    TOO_LARGE(413),
    /** The request is well-formed and makes no sense. */
    UNPROCESSABLE(422),
    /** Too many requests or tokens in a span of time; worth another try later. */
    RATE_LIMITED(429),
    /** The quota is used up; trying again is useless. */
    QUOTA_EXHAUSTED(429),
    /** The vendor broke. */
    SERVER_ERROR(500),
    /** A server between broke. */
    BAD_GATEWAY(502),
    /** The vendor has too much to do. */
    OVERLOADED(503),
    /** A server between gave up waiting. */
    GATEWAY_TIMEOUT(504);

    private final int usualStatus;

    ErrorKind(int usualStatus) {
        this.usualStatus = usualStatus;
    }

    /** The HTTP status most vendors use for it. */
    public int usualStatus() {
        return usualStatus;
    }

    /** The kind that a status most likely stands for. */
    public static ErrorKind ofStatus(int status) {
        for (ErrorKind kind : values()) {
            if (kind.usualStatus == status) {
                return kind;
            }
        }
        return status == 529 ? OVERLOADED : status >= 500 ? SERVER_ERROR : BAD_REQUEST;
    }
}
