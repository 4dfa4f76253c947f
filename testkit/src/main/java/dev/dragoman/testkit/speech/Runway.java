package dev.dragoman.testkit.speech;

import dev.dragoman.testkit.json.Json;
import dev.dragoman.testkit.vendor.Sounds;
import dev.dragoman.testkit.vendor.VendorSettings;
import dev.dragoman.testkit.wire.Header;
import dev.dragoman.testkit.wire.RecordedRequest;
import dev.dragoman.testkit.wire.Reply;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Speech at {@code https://api.dev.runwayml.com}. A task runs when it is looked at for the first time and is done after; its sound
 * lies at an address that takes no key.
 */
final class Runway extends SpeechVendor {

    private static final String TASKS = "/v1/tasks/";
    private static final String FILES = "/files/";

    private final Map<String, String> texts = new ConcurrentHashMap<>();
    private final Map<String, Boolean> seen = new ConcurrentHashMap<>();

    Runway(VendorSettings settings) {
        super(settings);
    }

    @Override
    Reply answer(RecordedRequest request) {
        String path = request.path();
        if (path.startsWith(FILES)) {
            return file(request, path.substring(FILES.length()));
        }
        requireKey(request, "authorization", "Bearer ", "You did not provide an API key.");
        if (!request.header("x-runway-version").orElse("").equals("2024-11-06")) {
            throw new SpeechRefusal(400, "", "The X-Runway-Version header is invalid.");
        }
        if (path.equals("/v1/text_to_speech") && request.method().equals("POST")) {
            JsonNode body = checked(request, "RunwaySpeech", 400);
            String id = "17f20503-6c24-4c16-946b-" + texts.size();
            texts.put(id, body.path("promptText").asString(""));
            return json(200, Json.object().put("id", id));
        }
        String text = path.startsWith(TASKS) ? texts.get(path.substring(TASKS.length())) : null;
        if (text == null) {
            throw notFound(request);
        }
        return json(200, task(path.substring(TASKS.length()), text, request));
    }

    private ObjectNode task(String id, String text, RecordedRequest request) {
        ObjectNode task = Json.object().put("id", id).put("createdAt", "2026-01-01T00:00:00Z");
        if (seen.put(id, true) == null) {
            return task.put("status", "RUNNING").put("progress", 0.5);
        }
        if (text.contains("forbidden")) {
            return task.put("status", "FAILED")
                    .put("failure", "Content moderation: the text was refused.")
                    .put("failureCode", "SAFETY.INPUT.TEXT");
        }
        String address = "http://" + request.header("host").orElse("") + FILES + id + ".mp3?_jwt=x";
        task.put("status", "SUCCEEDED").putArray("output").add(address);
        return task;
    }

    private Reply file(RecordedRequest request, String name) {
        if (request.header("authorization").isPresent()) {
            throw new SpeechRefusal(400, "", "Only one auth mechanism allowed");
        }
        String text = texts.getOrDefault(name.replace(".mp3", ""), "");
        return Reply.chunked(
                200, List.of(new Header("content-type", "binary/octet-stream")), Sounds.pieces(Sounds.mp3(text)));
    }

    @Override
    Reply refusal(int status, String code, String message) {
        return json(status, Json.object().put("error", message));
    }
}
