package dev.dragoman.testkit.speech;

import dev.dragoman.testkit.json.Json;
import dev.dragoman.testkit.vendor.Sounds;
import dev.dragoman.testkit.vendor.VendorSettings;
import dev.dragoman.testkit.wire.Header;
import dev.dragoman.testkit.wire.RecordedRequest;
import dev.dragoman.testkit.wire.Reply;
import java.util.List;
import java.util.Set;

/** The API at {@code https://api.deepgram.com}. */
final class Deepgram extends SpeechVendor {

    private static final Set<String> SPEAK =
            Set.of("model", "encoding", "container", "sample_rate", "bit_rate", "callback", "mip_opt_out", "tag");

    Deepgram(VendorSettings settings) {
        super(settings);
    }

    @Override
    Reply answer(RecordedRequest request) {
        requireKey(request, "authorization", "Token ", "Invalid credentials.");
        requirePost(request);
        if (!request.path().equals("/v1/speak")) {
            throw notFound(request);
        }
        return speech(request);
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
                        .put("err_code", code.toUpperCase(java.util.Locale.ROOT))
                        .put("err_msg", message)
                        .put("request_id", "00000000-0000-0000-0000-000000000001"));
    }
}
