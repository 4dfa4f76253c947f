package dev.dragoman.testkit.speech;

import dev.dragoman.testkit.json.Json;
import dev.dragoman.testkit.vendor.Heard;
import dev.dragoman.testkit.vendor.Sounds;
import dev.dragoman.testkit.vendor.VendorSettings;
import dev.dragoman.testkit.wire.Header;
import dev.dragoman.testkit.wire.RecordedRequest;
import dev.dragoman.testkit.wire.Reply;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The API at {@code https://api.deepgram.com}. */
final class Deepgram extends SpeechVendor {

    private static final Set<String> SPEAK =
            Set.of("model", "encoding", "container", "sample_rate", "bit_rate", "callback", "mip_opt_out", "tag");

    private static final Set<String> LISTEN = Set.of(
            "model",
            "language",
            "punctuate",
            "smart_format",
            "diarize",
            "detect_language",
            "keyterm",
            "numerals",
            "tag");

    Deepgram(VendorSettings settings) {
        super(settings);
    }

    @Override
    Reply answer(RecordedRequest request) {
        requireKey(request, "authorization", "Token ", "Invalid credentials.");
        requirePost(request);
        return switch (request.path()) {
            case "/v1/speak" -> speech(request);
            case "/v1/listen" -> text(request);
            default -> throw notFound(request);
        };
    }

    private static Reply text(RecordedRequest request) {
        requireQuery(request, LISTEN, 400);
        if (!request.query().getOrDefault("model", "").matches("(nova|enhanced|base|whisper)[a-z0-9-]*")) {
            throw new SpeechRefusal(400, "INVALID_QUERY_PARAMETER", "No such model/language/tier combination found.");
        }
        if (!Recordings.isSound(request.body())) {
            throw new SpeechRefusal(
                    400, "Bad Request", "Bad Request: failed to process audio: corrupt or unsupported data");
        }
        Heard heard = Heard.in(request.body());
        ObjectNode reply = Json.object();
        reply.putObject("metadata")
                .put("request_id", "1")
                .put("duration", heard.seconds())
                .put("channels", 1);
        ObjectNode channel = reply.putObject("results").putArray("channels").addObject();
        ObjectNode alternative = channel.putArray("alternatives").addObject();
        boolean punctuated = request.query().getOrDefault("punctuate", "").equals("true");
        alternative
                .put("transcript", punctuated ? heard.text() : bare(heard.text()))
                .put("confidence", 0.99);
        ArrayNode words = alternative.putArray("words");
        for (Heard.Word word : heard.words()) {
            ObjectNode told = words.addObject()
                    .put("word", bare(word.text()))
                    .put("start", word.start())
                    .put("end", word.end())
                    .put("confidence", 0.99);
            if (punctuated) {
                told.put("punctuated_word", word.text());
            }
        }
        return json(200, reply);
    }

    private static String bare(String text) {
        return text.replace(".", "").toLowerCase(Locale.ROOT);
    }

    private static Reply speech(RecordedRequest request) {
        requireQuery(request, SPEAK, 400);
        String model = request.query().getOrDefault("model", "aura-asteria-en");
        if (!model.matches("aura(-2)?-[a-z]+-[a-z]{2}")) {
            throw new SpeechRefusal(400, "INVALID_QUERY_PARAMETER", "No such model/version combination found.");
        }
        String encoding = request.query().getOrDefault("encoding", "mp3");
        String container = request.query().getOrDefault("container", "");
        String format = switch (encoding + " " + container) {
            case "mp3 " -> "mp3";
            case "opus ogg" -> "opus";
            case "aac " -> "aac";
            case "flac " -> "flac";
            case "linear16 wav" -> "wav";
            case "linear16 none", "mulaw none", "alaw none" -> "pcm";
            default ->
                throw new SpeechRefusal(
                        400, "UNSUPPORTED_AUDIO_FORMAT", "Unsupported audio format: " + encoding + " " + container);
        };
        String text = checked(request, "DeepgramSpeech", 400).path("text").asString("");
        Header characters = new Header("dg-char-count", Integer.toString(text.length()));
        Header type = new Header("content-type", format.equals("mp3") ? "audio/mpeg" : "audio/" + format);
        return Reply.chunked(200, List.of(type, characters), Sounds.pieces(Sounds.of(format, text)));
    }

    @Override
    Reply refusal(int status, String code, String message) {
        return json(
                status,
                Json.object()
                        .put("err_code", code.toUpperCase(Locale.ROOT))
                        .put("err_msg", message)
                        .put("request_id", "00000000-0000-0000-0000-000000000001"));
    }
}
