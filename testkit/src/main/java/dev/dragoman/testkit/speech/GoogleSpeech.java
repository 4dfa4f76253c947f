package dev.dragoman.testkit.speech;

import dev.dragoman.testkit.json.Json;
import dev.dragoman.testkit.vendor.Sounds;
import dev.dragoman.testkit.vendor.VendorSettings;
import dev.dragoman.testkit.wire.RecordedRequest;
import dev.dragoman.testkit.wire.Reply;
import java.util.Base64;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Google Cloud Text-to-Speech at {@code https://texttospeech.googleapis.com}. */
final class GoogleSpeech extends SpeechVendor {

    GoogleSpeech(VendorSettings settings) {
        super(settings);
    }

    @Override
    Reply answer(RecordedRequest request) {
        requireKey(
                request,
                "authorization",
                "Bearer ",
                "Request is missing required authentication credential. Expected OAuth 2 access token.");
        if (!request.path().equals("/v1/text:synthesize") || !request.method().equals("POST")) {
            throw notFound(request);
        }
        JsonNode body = checked(request, "GoogleSpeech", 400);
        JsonNode input = body.path("input");
        if (input.size() != 1) {
            throw new SpeechRefusal(400, "INVALID_ARGUMENT", "Exactly one field in the input must be set.");
        }
        requireVoice(body.path("voice"));
        String text = input.path("text").asString(input.path("ssml").asString(""));
        String format = switch (body.at("/audioConfig/audioEncoding").asString("")) {
            case "MP3" -> "mp3";
            case "OGG_OPUS" -> "opus";
            case "PCM" -> "pcm";
            default -> "wav";
        };
        return json(
                200, Json.object().put("audioContent", Base64.getEncoder().encodeToString(Sounds.of(format, text))));
    }

    private static void requireVoice(JsonNode voice) {
        String name = voice.path("name").asString("");
        String language = voice.path("languageCode").asString("");
        if (!name.matches("[a-z]{2,3}-[A-Z]{2}-(Standard|Wavenet|Studio|Neural2|Polyglot|Chirp.*)-[A-Za-z0-9-]+")) {
            throw new SpeechRefusal(400, "INVALID_ARGUMENT", "Voice '" + name + "' does not exist. Is it misspelled?");
        }
        if (!name.startsWith(language)) {
            throw new SpeechRefusal(
                    400,
                    "INVALID_ARGUMENT",
                    "Requested language code '" + language + "' doesn't match the voice '" + name + "'.");
        }
    }

    @Override
    Reply refusal(int status, String code, String message) {
        ObjectNode body = Json.object();
        String word = status == 401 ? "UNAUTHENTICATED" : status == 429 ? "RESOURCE_EXHAUSTED" : "INVALID_ARGUMENT";
        body.putObject("error").put("code", status).put("message", message).put("status", word);
        return json(status, body);
    }
}
