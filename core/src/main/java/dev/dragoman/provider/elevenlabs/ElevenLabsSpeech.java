package dev.dragoman.provider.elevenlabs;

import dev.dragoman.audio.PcmShape;
import dev.dragoman.error.BadRequestException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.error.LlmException;
import dev.dragoman.error.VendorError;
import dev.dragoman.http.Headers;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonNumber;
import dev.dragoman.json.JsonObject;
import dev.dragoman.provider.ByteAnswer;
import dev.dragoman.provider.Endpoint;
import dev.dragoman.provider.Percent;
import dev.dragoman.provider.Plan;
import dev.dragoman.provider.Progress;
import dev.dragoman.provider.Service;
import dev.dragoman.provider.ServiceRequest;
import dev.dragoman.provider.Target;
import dev.dragoman.provider.VendorCall;
import dev.dragoman.provider.speech.Formats;
import dev.dragoman.provider.speech.SpeechRequest;
import dev.dragoman.provider.speech.Voices;
import dev.dragoman.provider.speech.WavAnswer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Speech, passed on while it comes.
 *
 * @see <a href="https://elevenlabs.io/docs/api-reference/text-to-speech/stream">ElevenLabs: Stream speech</a>
 */
final class ElevenLabsSpeech implements Service {

    private static final String OFFERED = "mp3, opus, wav, pcm, or a format of ElevenLabs such as mp3_22050_32";
    private static final List<String> QUERIED = List.of("enable_logging", "optimize_streaming_latency");

    private static final Voices VOICES = new Voices(Map.ofEntries(
            Map.entry("alloy", "21m00Tcm4TlvDq8ikWAM"),
            Map.entry("amber", "5Q0t7uMcjvnagumLfvZi"),
            Map.entry("ash", "AZnzlk1XvdvUeBnXmlld"),
            Map.entry("august", "D38z5RcWu1voky8WS1ja"),
            Map.entry("blue", "2EiwWnXFnvU5JabPnv8n"),
            Map.entry("coral", "9BWtsMINqrJLrRacOk9x"),
            Map.entry("lily", "EXAVITQu4vr4xnSDxMaL"),
            Map.entry("onyx", "29vD33N1CtxCmqQRPOHJ"),
            Map.entry("sage", "CwhRBWXzGAHq8TQ4Fs17"),
            Map.entry("verse", "CYw3kZ02Hs0563khs1Fj")));

    private final Function<VendorError, LlmException> errors;

    ElevenLabsSpeech(Function<VendorError, LlmException> errors) {
        this.errors = errors;
    }

    @Override
    public Plan plan(ServiceRequest request, Target target) {
        SpeechRequest asked = SpeechRequest.read(request, Set.of("speed"));
        String path = "/text-to-speech/" + Percent.encoded(voice(asked), Percent.UNRESERVED) + "/stream";
        VendorCall call = VendorCall.json(ElevenLabsAddress.below(target, path + query(asked)), body(asked, target));
        return new Plan(new Progress.Bytes(call, headers -> answer(headers, asked)), asked.untold(Set.of("speed")));
    }

    @Override
    public Endpoint endpoint(Target target) {
        return ElevenLabsAddress.below(target, "/text-to-speech");
    }

    @Override
    public LlmException readError(VendorError error) {
        return errors.apply(error);
    }

    private static String voice(SpeechRequest asked) {
        String voice = VOICES.of(asked.voiceName());
        if (voice == null) {
            throw new BadRequestException(
                    ErrorDetail.of("voice: missing (expected: the id of a voice of ElevenLabs, or one of "
                                    + String.join(
                                            ", ",
                                            VOICES.byName().keySet().stream()
                                                    .sorted()
                                                    .toList()) + ")")
                            .withType("invalid_request_error")
                            .withParam("voice"));
        }
        return voice;
    }

    private static JsonBody body(SpeechRequest asked, Target target) {
        JsonObject told = asked.others().object("voice_settings");
        JsonObject settings = told == null ? JsonObject.EMPTY : told;
        JsonNumber speed = asked.speedValue();
        JsonObject spoken = speed == null ? settings : settings.with("speed", speed);
        JsonObject body = JsonObject.builder()
                .put("text", asked.input())
                .put("model_id", target.model())
                .build()
                .merged(asked.others().without("voice_settings", "enable_logging", "optimize_streaming_latency"));
        return JsonBody.of(spoken.isEmpty() ? body : body.with("voice_settings", spoken));
    }

    private static String query(SpeechRequest asked) {
        StringBuilder query = new StringBuilder("?output_format=").append(Percent.encoded(format(asked.format()), "_"));
        for (String name : QUERIED) {
            var value = asked.others().get(name);
            if (value != null) {
                query.append('&').append(name).append('=').append(Percent.encoded(value.toJson(), ""));
            }
        }
        return query.toString();
    }

    /** OpenAI's formats; any other name that says a rate is the vendor's own. */
    private static String format(@Nullable String format) {
        return switch (format == null ? "mp3" : format) {
            case "mp3" -> "mp3_44100_128";
            case "opus" -> "opus_48000_128";
            case "wav", "pcm" -> "pcm_24000";
            case String own when own.indexOf('_') > 0 -> own;
            case String other -> throw Formats.unknown(other, OFFERED);
        };
    }

    private static ByteAnswer answer(Headers headers, SpeechRequest asked) {
        if ("wav".equals(asked.format())) {
            return new WavAnswer(PcmShape.SPEECH, asked.characters());
        }
        String type = headers.first("content-type");
        return ByteAnswer.unchanged(
                Formats.contentType(asked.format(), type == null ? "audio/mpeg" : type), asked.characters());
    }
}
