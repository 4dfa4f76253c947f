package dev.dragoman.provider.minimax;

import dev.dragoman.dialect.Dialect;
import dev.dragoman.dialect.Field;
import dev.dragoman.error.ApiResponseException;
import dev.dragoman.error.BadRequestException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.error.LlmException;
import dev.dragoman.error.VendorError;
import dev.dragoman.http.Body;
import dev.dragoman.http.Headers;
import dev.dragoman.http.Origin;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonNumber;
import dev.dragoman.json.JsonObject;
import dev.dragoman.model.Usage;
import dev.dragoman.provider.Endpoint;
import dev.dragoman.provider.Plan;
import dev.dragoman.provider.Progress;
import dev.dragoman.provider.Service;
import dev.dragoman.provider.ServiceReply;
import dev.dragoman.provider.ServiceRequest;
import dev.dragoman.provider.Target;
import dev.dragoman.provider.VendorAnswer;
import dev.dragoman.provider.VendorCall;
import dev.dragoman.provider.completions.BaseAddress;
import dev.dragoman.provider.speech.Base64Speech;
import dev.dragoman.provider.speech.Formats;
import dev.dragoman.provider.speech.SpeechRequest;
import dev.dragoman.provider.speech.SpokenCharacters;
import dev.dragoman.provider.speech.Voices;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Speech, which MiniMax gives whole and in hexadecimal digits.
 *
 * @see <a href="https://platform.minimax.io/docs/api-reference/speech-t2a-http">MiniMax: T2A</a>
 */
public final class MiniMaxSpeech implements Service {

    private static final String BASE = "https://api.minimax.io/v1";
    private static final String PATH = "/t2a_v2";
    private static final String OFFERED = "mp3, flac, wav, pcm";
    private static final String STANDARD_VOICE = "male-qn-qingse";
    private static final double SLOWEST = 0.5;
    private static final double FASTEST = 2;
    private static final Set<String> OF_VOICE = Set.of("vol", "pitch", "emotion");
    private static final Set<String> OF_SOUND = Set.of("sample_rate", "bitrate", "channel");

    private static final Voices VOICES = new Voices(Map.of(
            "alloy", "male-qn-qingse",
            "echo", "male-qn-jingying",
            "fable", "female-shaonv",
            "onyx", "male-qn-badao",
            "nova", "female-yujie",
            "shimmer", "female-tianmei"));

    private final Dialect dialect;

    /** The service; {@code dialect} must be OpenAI's, whose compatible servers' errors MiniMax's are among. */
    public MiniMaxSpeech(Dialect dialect) {
        this.dialect = dialect;
    }

    @Override
    public Plan plan(ServiceRequest request, Target target) {
        SpeechRequest asked = SpeechRequest.read(request, Set.of("speed"));
        JsonObject own = asked.others();
        JsonObject.Builder voice = JsonObject.builder()
                .put("voice_id", VOICES.of(asked.voiceName(), STANDARD_VOICE))
                .putIfPresent("speed", speed(asked));
        JsonObject.Builder sound = sound(format(asked.format()));
        JsonObject.Builder rest = JsonObject.builder();
        own.forEach((name, value) -> {
            if (OF_VOICE.contains(name)) {
                voice.put(name, value);
            } else if (OF_SOUND.contains(name)) {
                sound.put(name, value);
            } else {
                rest.put(name, value);
            }
        });
        JsonObject body = JsonObject.builder()
                .put("model", target.model())
                .put("text", asked.input())
                .put("stream", false)
                .put("output_format", "hex")
                .put("voice_setting", voice.build())
                .put("audio_setting", sound.build())
                .build()
                .merged(rest.build());
        VendorCall call = VendorCall.json(endpoint(target), JsonBody.of(body));
        return new Plan(Progress.asking(call, answer -> reply(answer, asked)), asked.untold(Set.of("speed")));
    }

    @Override
    public Endpoint endpoint(Target target) {
        String told = target.apiBase();
        BaseAddress base = BaseAddress.of(told == null || told.isBlank() ? BASE : told, BASE);
        String group = target.setting("group_id");
        String query = group == null ? base.query() : "GroupId=" + group;
        return new Endpoint(
                Origin.of(base.uri()), base.with(PATH) + (query.isEmpty() ? "" : "?" + query), Headers.EMPTY);
    }

    @Override
    public LlmException readError(VendorError error) {
        return dialect.readError(error);
    }

    private static @Nullable JsonNumber speed(SpeechRequest asked) {
        Double speed = asked.speed();
        if (speed != null && (speed < SLOWEST || speed > FASTEST)) {
            throw new BadRequestException(ErrorDetail.of("speed: " + speed + " (expected: 0.5 to 2 from MiniMax)")
                    .withType("invalid_request_error")
                    .withParam("speed"));
        }
        return asked.speedValue();
    }

    private static JsonObject.Builder sound(String format) {
        boolean samples = format.equals("pcm") || format.equals("wav");
        return JsonObject.builder()
                .put("sample_rate", samples ? 24_000 : 32_000)
                .put("format", format)
                .put("channel", 1);
    }

    private static String format(@Nullable String format) {
        return switch (format == null ? "mp3" : format) {
            case "mp3" -> "mp3";
            case "flac" -> "flac";
            case "wav" -> "wav";
            case "pcm" -> "pcm";
            case String other -> throw Formats.unknown(other, OFFERED);
        };
    }

    private ServiceReply reply(VendorAnswer answer, SpeechRequest asked) {
        Field reply = Base64Speech.answer(answer.body());
        Field base = reply.member("base_resp");
        Long status = base == null ? null : base.integer("status_code");
        if (status != null && status != 0) {
            // An error with a status of success; the dialect knows what its numbers mean.
            dialect.readReply(answer.body());
        }
        byte[] sound = decoded(reply.required("data").required("audio"));
        Field info = reply.member("extra_info");
        Long counted = info == null ? null : info.integer("usage_characters");
        Usage usage = counted == null ? asked.characters() : SpokenCharacters.of(counted);
        return new ServiceReply(Formats.contentType(asked.format(), "audio/mpeg"), Body.of(sound), usage);
    }

    private static byte[] decoded(Field hex) {
        try {
            return HexFormat.of().parseHex(hex.text());
        } catch (IllegalArgumentException wrong) {
            throw new ApiResponseException(
                    ErrorDetail.of(hex.path() + ": no hexadecimal digits in the vendor's answer"), 502, wrong);
        }
    }
}
