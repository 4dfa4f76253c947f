package dev.dragoman.bench.subject;

import dev.dragoman.bench.host.ProcessTree;
import java.nio.charset.StandardCharsets;

/**
 * Something that answers chat calls.
 *
 * @param kind what it is
 * @param name its name in the tables
 * @param port where it listens on the loopback address
 * @param processes whose CPU time and memory count
 */
public record Subject(Kind kind, String name, int port, ProcessTree processes) {

    /** What it expects as the authorization of a call. */
    public static final String AUTHORIZATION = "Bearer sk-bench-3f9a1c";

    /** What a subject is. */
    public enum Kind {
        /** The upstream itself, with nothing before it. */
        DIRECT,
        /** A plain reverse proxy, where the path chooses the answer. */
        PROXY,
        /** A gateway, where the model's name chooses the answer. */
        GATEWAY
    }

    /** The path of a call that asks for the scenario. */
    public String path(String scenario) {
        return (kind == Kind.GATEWAY ? "" : "/" + scenario) + "/v1/chat/completions";
    }

    /** The address of a call that asks for the scenario. */
    public String url(String scenario) {
        return "http://127.0.0.1:" + port + path(scenario);
    }

    /** The bytes of one call. */
    public byte[] request(String scenario, byte[] body) {
        String head = "POST " + path(scenario) + " HTTP/1.1\r\nhost: 127.0.0.1:" + port + "\r\nauthorization: "
                + AUTHORIZATION + "\r\ncontent-type: application/json\r\naccept: text/event-stream\r\ncontent-length: "
                + body.length + "\r\n\r\n";
        byte[] headBytes = head.getBytes(StandardCharsets.US_ASCII);
        byte[] request = new byte[headBytes.length + body.length];
        System.arraycopy(headBytes, 0, request, 0, headBytes.length);
        System.arraycopy(body, 0, request, headBytes.length, body.length);
        return request;
    }
}
