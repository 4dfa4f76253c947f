package dev.dragoman.dialect.gemini;

import dev.dragoman.error.ApiResponseException;
import dev.dragoman.error.ContentPolicyViolationException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.model.FinishReason;
import dev.dragoman.model.Usage;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Speech: a conversation whose answer is samples of sound.
 *
 * @see <a href="https://ai.google.dev/gemini-api/docs/speech-generation">Gemini API: Speech generation</a>
 */
public final class GeminiSpeech {

    private static final int USUAL_RATE = 24_000;

    private GeminiSpeech() {}

    /**
     * Samples of 16 bits, little-endian.
     *
     * @param rate samples of one channel in a second
     * @param channels how many lie side by side
     */
    public record Samples(int rate, int channels, byte[] bytes) {}

    /**
     * What one event of the answer brings.
     *
     * @param samples new sound, in order
     * @param finished whether the model has said all
     */
    public record Piece(List<Samples> samples, boolean finished, Usage usage) {

        public Piece {
            samples = List.copyOf(samples);
        }
    }

    /**
     * Writes a request.
     *
     * @param instructions how to speak; this vendor reads it before the text
     * @param voice null to leave it to the vendor
     * @param others members of the caller in this vendor's words: {@code speechConfig}, {@code language_code}, {@code
     *     temperature}, {@code seed}
     */
    public static JsonBody write(
            String input, @Nullable String instructions, @Nullable String voice, JsonObject others) {
        JsonObject part = JsonObject.of("text", new JsonString(text(input, instructions)));
        JsonObject content = JsonObject.builder()
                .put("role", "user")
                .put("parts", new JsonArray(List.of(part)))
                .build();
        JsonObject.Builder config = JsonObject.builder()
                .put("responseModalities", new JsonArray(List.of(new JsonString("AUDIO"))))
                .putIfPresent("temperature", others.get("temperature"))
                .putIfPresent("seed", others.get("seed"));
        JsonObject speech = speech(voice, others);
        return JsonBody.of(JsonObject.builder()
                .put("contents", new JsonArray(List.of(content)))
                .put(
                        "generationConfig",
                        speech.isEmpty()
                                ? config.build()
                                : config.put("speechConfig", speech).build())
                .build());
    }

    /**
     * Reads an event.
     *
     * @throws dev.dragoman.error.LlmException when it is an error, or the answer was refused
     */
    public static Piece read(byte[] event) {
        ProtoField reply = ProtoField.ofVendor(GeminiReplyReader.parse(event));
        if (reply.object().has("error")) {
            throw GeminiErrorReader.inBody(reply.object());
        }
        requirePassed(GeminiReplyReader.blockReason(reply));
        List<Samples> samples = new ArrayList<>(1);
        boolean finished = false;
        for (ProtoField candidate : reply.list("candidates")) {
            String reason = candidate.string("finishReason");
            finished |= reason != null;
            requirePassed(isRefusal(reason) ? reason : null);
            GeminiReplyReader.partsOf(candidate).forEach(part -> add(samples, part));
        }
        ProtoField usage = reply.member("usageMetadata");
        return new Piece(samples, finished, usage == null ? Usage.NONE : UsageMetadata.read(usage));
    }

    private static String text(String input, @Nullable String instructions) {
        if (instructions == null || instructions.isBlank()) {
            return input;
        }
        String told = instructions.strip();
        boolean marked = told.endsWith(":") || told.endsWith(".");
        return (marked ? told.substring(0, told.length() - 1) : told) + ": " + input;
    }

    private static JsonObject speech(@Nullable String voice, JsonObject others) {
        JsonObject told = others.object("speechConfig");
        JsonObject config = told == null ? others.object("speech_config") : told;
        if (config != null) {
            return config;
        }
        JsonObject.Builder speech = JsonObject.builder();
        if (voice != null) {
            JsonObject prebuilt = JsonObject.of("voiceName", new JsonString(voice));
            speech.put("voiceConfig", JsonObject.of("prebuiltVoiceConfig", prebuilt));
        }
        return speech.putIfPresent("languageCode", others.get("language_code")).build();
    }

    private static boolean isRefusal(@Nullable String reason) {
        return reason != null && FinishReasons.read(reason, false) == FinishReason.CONTENT_FILTER;
    }

    private static void requirePassed(@Nullable String blocked) {
        if (blocked != null) {
            throw new ContentPolicyViolationException(
                    ErrorDetail.of("the vendor refused to speak this text: " + blocked));
        }
    }

    private static void add(List<Samples> samples, ProtoField part) {
        ProtoField blob = part.member("inlineData");
        String data = blob == null ? null : blob.string("data");
        if (blob == null || data == null) {
            return;
        }
        String type = blob.string("mimeType");
        String kind = type == null ? "" : type.toLowerCase(Locale.ROOT);
        if (!kind.startsWith("audio/l16") && !kind.startsWith("audio/pcm")) {
            throw new ApiResponseException("unexpected answer of the vendor: sound of type \"" + type
                    + "\" (expected: audio/L16, samples of 16 bits)");
        }
        samples.add(new Samples(number(kind, "rate", USUAL_RATE), number(kind, "channels", 1), bytes(data)));
    }

    private static byte[] bytes(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException wrong) {
            throw new ApiResponseException(
                    ErrorDetail.of("unexpected answer of the vendor: sound that is no base64"), 502, wrong);
        }
    }

    /** A number among a media type's parameters. */
    private static int number(String type, String name, int usual) {
        for (String parameter : type.split(";", -1)) {
            String bare = parameter.strip();
            String digits = bare.startsWith(name + "=") ? bare.substring(name.length() + 1) : "";
            if (!digits.isEmpty() && digits.length() < 7 && digits.chars().allMatch(Character::isDigit)) {
                return Integer.parseInt(digits);
            }
        }
        return usual;
    }
}
