package dev.dragoman.testkit.vertex;

import dev.dragoman.testkit.json.Json;
import dev.dragoman.testkit.wire.Header;
import dev.dragoman.testkit.wire.RecordedRequest;
import dev.dragoman.testkit.wire.Reply;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Buckets of Cloud Storage by its JSON API. There is every bucket but {@code no-such-bucket}.
 *
 * @see <a href="https://cloud.google.com/storage/docs/json_api/v1">Google: Cloud Storage JSON API</a>
 */
final class CloudBuckets {

    private static final Pattern UPLOAD = Pattern.compile("/upload/storage/v1/b/([^/]+)/o");
    private static final Pattern LIST = Pattern.compile("/storage/v1/b/([^/]+)/o");
    private static final Pattern OBJECT = Pattern.compile("/storage/v1/b/([^/]+)/o/([^/]+)");
    private static final String ABSENT = "no-such-bucket";
    private static final int PAGE = 3;

    private final Map<String, byte[]> objects = new ConcurrentSkipListMap<>();

    /** Whether the path is one of these. */
    static boolean serves(String path) {
        return path.startsWith("/upload/storage/") || path.startsWith("/storage/");
    }

    Reply answer(RecordedRequest request) {
        Matcher upload = UPLOAD.matcher(request.path());
        if (upload.matches() && request.method().equals("POST")) {
            return uploaded(present(upload.group(1)), request);
        }
        Matcher list = LIST.matcher(request.path());
        if (list.matches() && request.method().equals("GET")) {
            return listed(present(list.group(1)), request);
        }
        Matcher object = OBJECT.matcher(request.path());
        if (object.matches()) {
            String name = present(object.group(1)) + "/" + URLDecoder.decode(object.group(2), StandardCharsets.UTF_8);
            return object(name, request);
        }
        throw VertexRefusal.of(404, "NOT_FOUND", "Not Found");
    }

    /** The object of an address such as {@code gs://bucket/name}; null when there is none. */
    byte @Nullable [] find(String address) {
        return objects.get(address.substring("gs://".length()));
    }

    void keep(String address, byte[] bytes) {
        objects.put(address.substring("gs://".length()), bytes);
    }

    private static String present(String bucket) {
        if (bucket.equals(ABSENT)) {
            throw VertexRefusal.of(404, "NOT_FOUND", "The specified bucket does not exist.");
        }
        return bucket;
    }

    private Reply uploaded(String bucket, RecordedRequest request) {
        String name = request.query().getOrDefault("name", "");
        if (!"media".equals(request.query().get("uploadType")) || name.isEmpty()) {
            throw VertexRefusal.badRequest("Required parameter: uploadType, name");
        }
        objects.put(bucket + "/" + name, request.body());
        return VertexRefusal.json(200, shown(bucket, name));
    }

    private Reply object(String name, RecordedRequest request) {
        byte[] found = objects.get(name);
        if (found == null) {
            throw VertexRefusal.of(404, "NOT_FOUND", "No such object: " + name);
        }
        return switch (request.method()) {
            case "GET" ->
                "media".equals(request.query().get("alt"))
                        ? Reply.whole(200, List.of(new Header("content-type", "application/octet-stream")), found)
                        : VertexRefusal.json(200, Json.object().put("name", name));
            case "DELETE" -> {
                objects.remove(name);
                yield Reply.whole(204, List.of(), new byte[0]);
            }
            default -> throw VertexRefusal.of(404, "NOT_FOUND", "Not Found");
        };
    }

    private Reply listed(String bucket, RecordedRequest request) {
        String prefix = bucket + "/" + request.query().getOrDefault("prefix", "");
        String after = request.query().getOrDefault("pageToken", "");
        List<String> found = objects.keySet().stream()
                .filter(name -> name.startsWith(prefix) && name.compareTo(after) > 0)
                .toList();
        List<String> some = found.subList(0, Math.min(PAGE, found.size()));
        ObjectNode page = Json.object();
        if (!some.isEmpty()) {
            ArrayNode items = page.putArray("items");
            some.forEach(name -> items.add(shown(bucket, name.substring(bucket.length() + 1))));
        }
        if (some.size() < found.size()) {
            page.put("nextPageToken", some.getLast());
        }
        return VertexRefusal.json(200, page);
    }

    private static ObjectNode shown(String bucket, String name) {
        return Json.object().put("kind", "storage#object").put("bucket", bucket).put("name", name);
    }
}
