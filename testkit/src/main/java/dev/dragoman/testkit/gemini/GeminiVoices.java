package dev.dragoman.testkit.gemini;

import dev.dragoman.testkit.json.Json;
import dev.dragoman.testkit.vendor.Sounds;
import dev.dragoman.testkit.vendor.Sse;
import dev.dragoman.testkit.wire.Frame;
import dev.dragoman.testkit.wire.Header;
import dev.dragoman.testkit.wire.Reply;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The models that speak. They read one text and answer with samples, never with words.
 *
 * @see <a href="https://ai.google.dev/gemini-api/docs/speech-generation">Gemini API: Speech generation</a>
 */
final class GeminiVoices {

    private static final List<String> NAMES = List.of(
            "achernar",
            "achird",
            "algenib",
            "algieba",
            "alnilam",
            "aoede",
            "autonoe",
            "callirrhoe",
            "charon",
            "despina",
            "enceladus",
            "erinome",
            "fenrir",
            "gacrux",
            "iapetus",
            "kore",
            "laomedeia",
            "leda",
            "orus",
            "puck",
            "pulcherrima",
            "rasalgethi",
            "sadachbia",
            "sadaltager",
            "schedar",
            "sulafat",
            "umbriel",
            "vindemiatrix",
            "zephyr",
            "zubenelgenubi");
    private static final String TYPE = "audio/L16;codec=pcm;rate=24000";

    private GeminiVoices() {}

    /** Whether a model is one of these. */
    static boolean speaks(String model) {
        return model.endsWith("-tts");
    }

    /** The speech that a body asks for, in pieces where it is streamed. */
    static Reply speech(JsonNode body, String model, boolean streaming) {
        JsonNode config = body.path("generationConfig");
        requireSound(config.path("responseModalities"), model);
        String voice = config.at("/speechConfig/voiceConfig/prebuiltVoiceConfig/voiceName")
                .asString("kore");
        if (!NAMES.contains(voice.toLowerCase(Locale.ROOT))) {
            throw GeminiRefusal.badRequest(
                    "Voice name " + voice + " is not supported. Allowed voice names are: " + String.join(", ", NAMES));
        }
        String text = body.at("/contents/0/parts/0/text").asString("");
        byte[] samples = Sounds.samples(text);
        if (!streaming) {
            ObjectNode whole = piece(samples);
            finish(whole, text);
            return Reply.whole(200, List.of(new Header("content-type", "application/json")), Json.bytes(whole));
        }
        List<Frame> events = new ArrayList<>();
        for (Frame piece : Sounds.pieces(samples)) {
            events.add(Frame.of(Sse.data(piece(piece.bytes()))));
        }
        ObjectNode last = piece(new byte[0]);
        finish(last, text);
        events.add(Frame.of(Sse.data(last)));
        return Reply.chunked(200, List.of(new Header("content-type", "text/event-stream")), events);
    }

    private static void requireSound(JsonNode modalities, String model) {
        if (modalities.size() != 1 || !modalities.path(0).asString("").equals("AUDIO")) {
            throw GeminiRefusal.badRequest(
                    "The requested combination of response modalities (TEXT) is not supported by the model. models/"
                            + model + " accepts the following combination of response modalities:\n* AUDIO\n");
        }
    }

    private static ObjectNode piece(byte[] samples) {
        ObjectNode piece = Json.object();
        ObjectNode candidate = piece.putArray("candidates").addObject();
        ObjectNode content = candidate.putObject("content");
        if (samples.length > 0) {
            content.putArray("parts")
                    .addObject()
                    .putObject("inlineData")
                    .put("mimeType", TYPE)
                    .put("data", Base64.getEncoder().encodeToString(samples));
        }
        content.put("role", "model");
        candidate.put("index", 0);
        return piece;
    }

    private static void finish(ObjectNode piece, String text) {
        ((ObjectNode) piece.path("candidates").path(0)).put("finishReason", "STOP");
        int spoken = 2 * text.length();
        ObjectNode usage = piece.putObject("usageMetadata")
                .put("promptTokenCount", text.length())
                .put("candidatesTokenCount", spoken)
                .put("totalTokenCount", text.length() + spoken);
        usage.putArray("promptTokensDetails")
                .addObject()
                .put("modality", "TEXT")
                .put("tokenCount", text.length());
        usage.putArray("candidatesTokensDetails")
                .addObject()
                .put("modality", "AUDIO")
                .put("tokenCount", spoken);
    }
}
