package dev.dragoman.provider.vertex;

import dev.dragoman.error.LlmException;
import dev.dragoman.error.VendorError;
import dev.dragoman.http.Body;
import dev.dragoman.http.Headers;
import dev.dragoman.http.Origin;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonNumber;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
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
import dev.dragoman.provider.speech.Voices;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Google Cloud's Text-to-Speech, whose voices stand for models.
 *
 * @see <a href="https://cloud.google.com/text-to-speech/docs/reference/rest/v1/text/synthesize">Google: text:synthesize</a>
 */
final class CloudSpeech implements Service {

    private static final String BASE = "https://texttospeech.googleapis.com";
    private static final String PATH = "/text:synthesize";
    private static final String STANDARD_VOICE = "en-US-Studio-O";
    private static final String OFFERED = "mp3, opus, wav, pcm, mulaw, alaw";
    private static final long RATE = 24_000;
    private static final Set<String> KNOWN = Set.of("speed", "use_ssml", "audioConfig", "audio_config");

    private static final Voices VOICES = new Voices(Map.of(
            "alloy", "en-US-Studio-O",
            "echo", "en-US-Studio-M",
            "fable", "en-GB-Studio-B",
            "onyx", "en-US-Wavenet-D",
            "nova", "en-US-Studio-O",
            "shimmer", "en-US-Wavenet-F"));

    private final Function<VendorError, LlmException> errors;

    CloudSpeech(Function<VendorError, LlmException> errors) {
        this.errors = errors;
    }

    @Override
    public Plan plan(ServiceRequest request, Target target) {
        SpeechRequest asked = SpeechRequest.read(request, KNOWN);
        JsonObject config = config(asked);
        JsonObject body = JsonObject.builder()
                .put("input", input(asked))
                .put("voice", voice(asked))
                .put("audioConfig", config)
                .build()
                .merged(asked.only(request.allowed()));
        VendorCall call = VendorCall.json(endpoint(target), JsonBody.of(body));
        return new Plan(
                Progress.asking(call, answer -> reply(answer, asked, config)),
                asked.unsupportedBut(KNOWN).stream()
                        .filter(name -> !request.allowed().contains(name))
                        .toList());
    }

    @Override
    public Endpoint endpoint(Target target) {
        String told = target.apiBase();
        BaseAddress base = BaseAddress.of(told == null || told.isBlank() ? BASE : told, BASE);
        String root =
                base.path().endsWith("/v1") || base.path().endsWith("/v1beta1") ? base.path() : base.path() + "/v1";
        String path = base.path().endsWith(PATH) ? base.path() : root + PATH;
        return new Endpoint(Origin.of(base.uri()), path, quota(target));
    }

    @Override
    public LlmException readError(VendorError error) {
        return errors.apply(error);
    }

    /** Which project pays, where that is known. */
    private static Headers quota(Target target) {
        String project = target.setting("vertex_project");
        return project == null || project.isBlank()
                ? Headers.EMPTY
                : Headers.of("x-goog-user-project", project.strip());
    }

    private static JsonObject input(SpeechRequest asked) {
        boolean ssml = Boolean.TRUE.equals(asked.others().bool("use_ssml")) || Formats.isSsml(asked.input());
        return JsonObject.of(ssml ? "ssml" : "text", new JsonString(asked.input()));
    }

    private static JsonObject voice(SpeechRequest asked) {
        JsonObject told = asked.voiceObject();
        if (told != null) {
            return told;
        }
        String name = VOICES.of(asked.voiceName(), STANDARD_VOICE);
        return JsonObject.builder()
                .put("languageCode", language(name))
                .put("name", name)
                .build();
    }

    /** The language that a voice's name begins with. */
    private static String language(String voice) {
        int first = voice.indexOf('-');
        int second = first < 0 ? -1 : voice.indexOf('-', first + 1);
        return second < 0 ? "en-US" : voice.substring(0, second);
    }

    private static JsonObject config(SpeechRequest asked) {
        JsonObject told =
                first(asked.others().object("audioConfig"), asked.others().object("audio_config"));
        if (told != null) {
            return told;
        }
        String encoding = encoding(asked.format());
        JsonObject.Builder config = JsonObject.builder().put("audioEncoding", encoding);
        if (encoding.equals("LINEAR16") || encoding.equals("PCM")) {
            config.put("sampleRateHertz", RATE);
        }
        JsonNumber speed = asked.speedValue();
        return config.putIfPresent("speakingRate", speed).build();
    }

    private static @Nullable JsonObject first(@Nullable JsonObject one, @Nullable JsonObject other) {
        return one == null ? other : one;
    }

    private static String encoding(@Nullable String format) {
        return switch (format == null ? "mp3" : format) {
            case "mp3", "MP3" -> "MP3";
            case "opus", "OGG_OPUS" -> "OGG_OPUS";
            case "wav", "LINEAR16" -> "LINEAR16";
            case "pcm", "PCM" -> "PCM";
            case "mulaw", "MULAW" -> "MULAW";
            case "alaw", "ALAW" -> "ALAW";
            case String other -> throw Formats.unknown(other, OFFERED);
        };
    }

    private static ServiceReply reply(VendorAnswer answer, SpeechRequest asked, JsonObject config) {
        byte[] sound = Base64Speech.decoded(Base64Speech.answer(answer.body()).required("audioContent"));
        return new ServiceReply(type(config.string("audioEncoding")), Body.of(sound), asked.characters());
    }

    private static String type(@Nullable String encoding) {
        return switch (encoding == null ? "" : encoding) {
            case "MP3" -> "audio/mpeg";
            case "OGG_OPUS" -> "audio/ogg";
            case "PCM" -> "audio/pcm";
            // The other encodings come as WAV files, with headers that name them.
            default -> "audio/wav";
        };
    }
}
