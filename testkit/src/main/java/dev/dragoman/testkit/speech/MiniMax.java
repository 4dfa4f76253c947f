package dev.dragoman.testkit.speech;

import dev.dragoman.testkit.json.Json;
import dev.dragoman.testkit.vendor.Sounds;
import dev.dragoman.testkit.vendor.VendorSettings;
import dev.dragoman.testkit.wire.RecordedRequest;
import dev.dragoman.testkit.wire.Reply;
import java.util.HexFormat;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The API of speech at {@code https://api.minimax.io}; it tells errors with a status of success. */
final class MiniMax extends SpeechVendor {

    MiniMax(VendorSettings settings) {
        super(settings);
    }

    @Override
    public String basePath() {
        return "/v1";
    }

    @Override
    Reply answer(RecordedRequest request) {
        requireKey(request, "authorization", "Bearer ", "login fail: Please carry the API secret key");
        requirePost(request);
        if (!request.path().equals("/v1/t2a_v2")) {
            throw notFound(request);
        }
        JsonNode body = checked(request, "MiniMaxSpeech", 400);
        String text = body.path("text").asString("");
        byte[] sound = Sounds.of(body.at("/audio_setting/format").asString("mp3"), text);
        ObjectNode reply = Json.object();
        reply.putObject("data").put("audio", HexFormat.of().formatHex(sound)).put("status", 2);
        reply.putObject("extra_info")
                .put("usage_characters", text.length())
                .put("audio_format", body.at("/audio_setting/format").asString("mp3"));
        reply.put("trace_id", "01b8bf9bb7433cc75c18eee6cfa8fe21");
        return json(200, status(reply, 0, "success"));
    }

    @Override
    Reply refusal(int status, String code, String message) {
        return json(200, status(Json.object(), number(status), message));
    }

    private static ObjectNode status(ObjectNode reply, int code, String message) {
        reply.putObject("base_resp").put("status_code", code).put("status_msg", message);
        return reply;
    }

    private static int number(int status) {
        return switch (status) {
            case 401 -> 1004;
            case 402 -> 1008;
            case 429 -> 1002;
            case 400, 422 -> 2013;
            default -> 1000;
        };
    }
}
