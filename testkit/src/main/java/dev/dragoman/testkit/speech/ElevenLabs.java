package dev.dragoman.testkit.speech;

import dev.dragoman.testkit.json.Json;
import dev.dragoman.testkit.vendor.Heard;
import dev.dragoman.testkit.vendor.Sounds;
import dev.dragoman.testkit.vendor.VendorSettings;
import dev.dragoman.testkit.wire.FormData;
import dev.dragoman.testkit.wire.Header;
import dev.dragoman.testkit.wire.RecordedRequest;
import dev.dragoman.testkit.wire.Reply;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The API at {@code https://api.elevenlabs.io}. */
final class ElevenLabs extends SpeechVendor {

    private static final String SPEECH = "/v1/text-to-speech/";
    private static final String STREAM = "/stream";
    private static final Set<String> QUERY = Set.of("output_format", "enable_logging", "optimize_streaming_latency");

    ElevenLabs(VendorSettings settings) {
        super(settings);
    }

    @Override
    Reply answer(RecordedRequest request) {
        requireKey(request, "xi-api-key", "", "Invalid API key");
        requirePost(request);
        String path = request.path();
        if (path.equals("/v1/speech-to-text")) {
            return text(request);
        }
        if (!path.startsWith(SPEECH)) {
            throw notFound(request);
        }
        requireQuery(request, QUERY, 422);
        String format = request.query().getOrDefault("output_format", "mp3_44100_128");
        if (!format.matches("(mp3|opus|pcm|ulaw|alaw)_[0-9]{4,6}(_[0-9]{2,3})?")) {
            throw new SpeechRefusal(400, "invalid_output_format", "Invalid output format: " + format);
        }
        JsonNode body = checked(request, "ElevenLabsSpeech", 422);
        String voice = path.substring(
                SPEECH.length(), path.endsWith(STREAM) ? path.length() - STREAM.length() : path.length());
        if (!voice.matches("[A-Za-z0-9]{20}")) {
            throw new SpeechRefusal(404, "voice_not_found", "A voice with the voice_id " + voice + " was not found.");
        }
        String kind = format.substring(0, format.indexOf('_'));
        byte[] sound =
                Sounds.of(kind.endsWith("law") ? "pcm" : kind, body.path("text").asString(""));
        String type = kind.equals("mp3") ? "audio/mpeg" : kind.equals("opus") ? "audio/opus" : "audio/" + kind;
        return Reply.chunked(200, List.of(new Header("content-type", type)), Sounds.pieces(sound));
    }

    private static Reply text(RecordedRequest request) {
        FormData form = Recordings.form(request, 422);
        ObjectNode fields = Json.object();
        form.parts().stream()
                .filter(part -> part.fileName() == null)
                .forEach(part -> fields.put(part.name(), part.text()));
        checked(fields, "ElevenLabsTranscript", 422);
        FormData.Part file =
                form.file("file").orElseThrow(() -> new SpeechRefusal(422, "missing", "file: Field required"));
        if (!Recordings.isSound(file.bytes())) {
            throw new SpeechRefusal(
                    400, "invalid_audio", "File upload is corrupted. Please ensure it is playable audio.");
        }
        Heard heard = Heard.in(file.bytes());
        ObjectNode reply = Json.object()
                .put("language_code", fields.path("language_code").asString("eng"))
                .put("language_probability", 0.98)
                .put("text", heard.text());
        ArrayNode words = reply.putArray("words");
        for (Heard.Word word : heard.words()) {
            if (!words.isEmpty()) {
                piece(words, " ", "spacing", word.start(), word.start());
            }
            piece(words, word.text(), "word", word.start(), word.end());
        }
        return json(200, reply.put("transcription_id", "t1"));
    }

    private static void piece(ArrayNode words, String text, String type, double start, double end) {
        words.addObject()
                .put("text", text)
                .put("start", start)
                .put("end", end)
                .put("type", type)
                .put("speaker_id", "speaker_0")
                .put("logprob", 0.0);
    }

    @Override
    Reply refusal(int status, String code, String message) {
        ObjectNode body = Json.object();
        if (status == 422) {
            body.putArray("detail").addObject().put("type", code).put("msg", message);
        } else {
            body.putObject("detail").put("status", code).put("message", message);
        }
        return json(status, body);
    }
}
