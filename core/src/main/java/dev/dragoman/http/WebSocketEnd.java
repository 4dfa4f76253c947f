package dev.dragoman.http;

/**
 * How a WebSocket ended.
 *
 * @param code the code of the closing frame; {@link #LOST} when there was none
 * @param reason the text beside it, or what broke; may be empty
 * @param cause who ended it
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6455#section-7.4.1">RFC 6455, status codes</a>
 */
public record WebSocketEnd(int code, String reason, Cause cause) {

    /** The purpose is fulfilled. */
    public static final int NORMAL = 1000;

    /** An end goes away: a server that shuts down, a page that is left. */
    public static final int GOING_AWAY = 1001;

    /** The other end broke the protocol. */
    public static final int PROTOCOL_ERROR = 1002;

    /** The closing frame had no code. Never sent. */
    public static final int NO_CODE = 1005;

    /** There was no closing frame. Never sent. */
    public static final int LOST = 1006;

    /** Text was not UTF-8. */
    public static final int NOT_UTF8 = 1007;

    /** The session must not go on. */
    public static final int POLICY_VIOLATION = 1008;

    /** A message was too large. */
    public static final int TOO_LARGE = 1009;

    /** Something unexpected kept this end from going on. */
    public static final int INTERNAL_ERROR = 1011;

    private static final int FIRST_OF_APPLICATIONS = 3000;
    private static final int LAST_OF_APPLICATIONS = 4999;

    /** Who ended it. */
    public enum Cause {
        /** The other end, in an orderly way. */
        CLOSED_THERE,
        /** This end, in an orderly way. */
        CLOSED_HERE,
        /** The connection was lost, fell silent, or broke the protocol's rules. */
        BROKEN
    }

    /** The code as it may be told to another end: what must not be sent is put into words that may. */
    public int codeToSend() {
        if (code == NO_CODE) {
            return NORMAL;
        }
        return maySend(code) ? code : INTERNAL_ERROR;
    }

    /** Whether a closing frame may have the code. */
    public static boolean maySend(int code) {
        boolean defined = code >= NORMAL && code <= 1003 || code >= NOT_UTF8 && code <= 1014;
        return defined || code >= FIRST_OF_APPLICATIONS && code <= LAST_OF_APPLICATIONS;
    }
}
