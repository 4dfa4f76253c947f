package dev.dragoman.testkit.realtime;

import java.util.Map;

/** What the vendor does with one connection. */
public sealed interface Behaviour {

    /** Holds a session, as long as the client likes. */
    Behaviour NORMAL = new Normal();

    /** Holds a session. */
    record Normal() implements Behaviour {}

    /**
     * Answers the handshake in HTTP instead.
     *
     * @param status the HTTP status
     * @param headers further header fields
     * @param body the body
     */
    record Refuse(int status, Map<String, String> headers, String body) implements Behaviour {

        /** Copies the fields. */
        public Refuse {
            headers = Map.copyOf(headers);
        }

        /** A refusal in OpenAI's form. */
        public static Refuse of(int status, String type, String code, String message) {
            String body = "{\"error\":{\"message\":\"" + message + "\",\"type\":\"" + type
                    + "\",\"param\":null,\"code\":\"" + code + "\"}}";
            return new Refuse(status, Map.of(), body);
        }
    }

    /** Never answers the handshake. */
    record Hang() implements Behaviour {}

    /** Answers the handshake with a proof that fits another key. */
    record WrongProof() implements Behaviour {}

    /**
     * Breaks the connection without a closing frame.
     *
     * @param events after so many events of the server
     */
    record Drop(int events) implements Behaviour {}

    /**
     * Closes in an orderly way.
     *
     * @param events after so many events of the server
     * @param code the code of the closing frame
     * @param reason the text beside it
     */
    record CloseAfter(int events, int code, String reason) implements Behaviour {}

    /**
     * Sends sound without being asked, as fast as it is taken, before it listens to anything.
     *
     * @param events how many deltas
     * @param length characters of base64 in each
     */
    record Flood(int events, int length) implements Behaviour {}

    /** Opens the session and reads nothing of what the client sends until it is told to go on. */
    record Deaf() implements Behaviour {}
}
