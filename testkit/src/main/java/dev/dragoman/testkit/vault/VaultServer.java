package dev.dragoman.testkit.vault;

import dev.dragoman.testkit.wire.Handler;
import dev.dragoman.testkit.wire.HttpServer;
import dev.dragoman.testkit.wire.RecordedRequest;
import dev.dragoman.testkit.wire.Reply;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A server on this machine that keeps secrets, remembers what it was asked, and can be out of order. Thread-safe. */
public final class VaultServer implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Map<String, String> secrets = new ConcurrentHashMap<>();
    private final List<RecordedRequest> requests = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private volatile int outage;

    /** Starts on a free port of 127.0.0.1. */
    public VaultServer(Handler handler) {
        server = HttpServer.start(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                request -> answer(request, handler),
                InstantSource.system());
    }

    private Reply answer(RecordedRequest request, Handler handler) {
        requests.add(request);
        int status = outage;
        return status == 0 ? handler.handle(request) : Reply.text(status, "text/plain", "out of order");
    }

    /** Its address. */
    public String url() {
        return "http://127.0.0.1:" + server.port();
    }

    /** What is kept, by name. */
    public Map<String, String> secrets() {
        return secrets;
    }

    /** All requests in order of arrival. */
    public List<RecordedRequest> requests() {
        return requests;
    }

    /** Answers everything with this status from now on; 0 for working order. */
    public void outage(int status) {
        outage = status;
    }

    /** An empty object. */
    public static ObjectNode object() {
        return JSON.createObjectNode();
    }

    /** The body of a request; null when it is no object. */
    public static @Nullable JsonNode body(RecordedRequest request) {
        try {
            JsonNode body = request.json();
            return body.isObject() ? body : null;
        } catch (JacksonException none) {
            return null;
        }
    }

    /** A reply in JSON. */
    public static Reply json(int status, ObjectNode body) {
        return Reply.text(status, "application/json", body.toString());
    }

    /** A decoded part of a path. */
    public static String decoded(String part) {
        return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /** Whether an object has exactly these members, or some of the further ones beside. */
    public static boolean has(JsonNode object, List<String> members, List<String> further) {
        return members.stream().allMatch(object::has)
                && object.propertyNames().stream().allMatch(name -> members.contains(name) || further.contains(name));
    }

    @Override
    public void close() {
        server.close();
    }
}
