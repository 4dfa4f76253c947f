package dev.dragoman.gateway.cache;

import com.sun.net.httpserver.HttpExchange;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Objects of one bucket, by the JSON interface.
 *
 * @see <a href="https://cloud.google.com/storage/docs/json_api/v1/objects">Cloud Storage JSON API: Objects</a>
 */
final class FakeGcs implements AutoCloseable {

    private static final String OBJECTS = "/storage/v1/b/bucket/o/";
    private static final String UPLOAD = "/upload/storage/v1/b/bucket/o?uploadType=media&name=";

    final Map<String, byte[]> objects = new ConcurrentHashMap<>();
    private final FakeHttp server = FakeHttp.start(this::answer);

    String url() {
        return server.url();
    }

    private FakeHttp.Reply answer(HttpExchange exchange, byte[] body) {
        String target = exchange.getRequestURI().toString();
        String authorization = exchange.getRequestHeaders().getFirst("authorization");
        if (authorization == null || !authorization.startsWith("Bearer ya29.")) {
            return reply(401, "Invalid Credentials");
        }
        String call = exchange.getRequestMethod();
        if (call.equals("POST") && target.startsWith(UPLOAD)) {
            objects.put(target.substring(UPLOAD.length()), body);
            return reply(200, "{}");
        }
        if (!target.startsWith(OBJECTS)) {
            return reply(404, "Not Found");
        }
        String name = target.substring(OBJECTS.length());
        if (call.equals("GET") && name.endsWith("?alt=media")) {
            byte[] object = objects.get(name.substring(0, name.indexOf('?')));
            return object == null ? reply(404, "No such object") : new FakeHttp.Reply(200, object);
        }
        if (call.equals("DELETE")) {
            return objects.remove(name) == null ? reply(404, "No such object") : reply(204, "");
        }
        return reply(400, "Bad Request");
    }

    private static FakeHttp.Reply reply(int status, String text) {
        return new FakeHttp.Reply(status, text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        server.close();
    }
}
