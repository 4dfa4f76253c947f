package dev.dragoman.testkit.speech;

import dev.dragoman.testkit.json.Json;
import dev.dragoman.testkit.vendor.Heard;
import dev.dragoman.testkit.vendor.VendorSettings;
import dev.dragoman.testkit.wire.RecordedRequest;
import dev.dragoman.testkit.wire.Reply;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The API at {@code https://api.assemblyai.com}; a text is there when it is asked for the second time. */
final class AssemblyAi extends SpeechVendor {

    private static final String UPLOADS = "https://cdn.assemblyai.com/upload/";
    private static final String ORDERS = "/v2/transcript";

    private final Map<String, byte[]> uploads = new ConcurrentHashMap<>();
    private final Map<String, Order> orders = new ConcurrentHashMap<>();

    AssemblyAi(VendorSettings settings) {
        super(settings);
    }

    private record Order(byte[] recording, JsonNode body, AtomicInteger asked) {}

    @Override
    Reply answer(RecordedRequest request) {
        requireKey(request, "authorization", "", "Authentication error, API token missing/invalid");
        if (request.header("authorization").orElse("").startsWith("Bearer ")) {
            throw new SpeechRefusal(401, "", "Authentication error, API token missing/invalid");
        }
        String path = request.path();
        if (path.equals("/v2/upload") && request.method().equals("POST")) {
            return uploaded(request);
        }
        if (path.equals(ORDERS) && request.method().equals("POST")) {
            return ordered(request);
        }
        Order order = path.startsWith(ORDERS + "/") ? orders.get(path.substring(ORDERS.length() + 1)) : null;
        if (order == null || !request.method().equals("GET")) {
            throw notFound(request);
        }
        return json(200, state(path.substring(ORDERS.length() + 1), order));
    }

    private Reply uploaded(RecordedRequest request) {
        if (request.body().length == 0) {
            throw new SpeechRefusal(422, "", "Upload failed, please try again.");
        }
        String address = UPLOADS + uploads.size();
        uploads.put(address, request.body());
        return json(200, Json.object().put("upload_url", address));
    }

    private Reply ordered(RecordedRequest request) {
        JsonNode body = checked(request, "AssemblyAi", 400);
        byte[] recording = uploads.get(body.path("audio_url").asString(""));
        if (recording == null) {
            throw new SpeechRefusal(400, "", "Download error, unable to download " + body.path("audio_url"));
        }
        String id = "9ea68fd3-" + orders.size();
        Order order = new Order(recording, body, new AtomicInteger());
        orders.put(id, order);
        return json(200, told(id, "queued"));
    }

    private static ObjectNode state(String id, Order order) {
        if (order.asked().incrementAndGet() == 1) {
            return told(id, "processing");
        }
        if (!Recordings.isSound(order.recording())) {
            return told(id, "error")
                    .put(
                            "error",
                            "Transcoding failed. File does not appear to contain audio. File type is text/plain.");
        }
        Heard heard = Heard.in(order.recording());
        ObjectNode done = told(id, "completed")
                .put("text", heard.text())
                .put("language_code", order.body().path("language_code").asString("en"))
                .put("audio_duration", heard.seconds());
        ArrayNode words = done.putArray("words");
        heard.words()
                .forEach(word -> words.addObject()
                        .put("text", word.text())
                        .put("start", Math.round(1000 * word.start()))
                        .put("end", Math.round(1000 * word.end()))
                        .put("confidence", 0.97)
                        .putNull("speaker"));
        return done;
    }

    private static ObjectNode told(String id, String status) {
        return Json.object().put("id", id).put("status", status);
    }

    @Override
    Reply refusal(int status, String code, String message) {
        return json(status, Json.object().put("error", message));
    }
}
