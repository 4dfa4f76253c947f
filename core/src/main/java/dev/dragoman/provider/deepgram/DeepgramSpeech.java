package dev.dragoman.provider.deepgram;

import dev.dragoman.error.LlmException;
import dev.dragoman.error.VendorError;
import dev.dragoman.http.Headers;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.model.Usage;
import dev.dragoman.provider.ByteAnswer;
import dev.dragoman.provider.Endpoint;
import dev.dragoman.provider.Plan;
import dev.dragoman.provider.Progress;
import dev.dragoman.provider.Service;
import dev.dragoman.provider.ServiceRequest;
import dev.dragoman.provider.Target;
import dev.dragoman.provider.VendorCall;
import dev.dragoman.provider.speech.Formats;
import dev.dragoman.provider.speech.SpeechRequest;
import dev.dragoman.provider.speech.SpokenCharacters;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Speech, passed on while it comes.
 *
 * @see <a href="https://developers.deepgram.com/reference/text-to-speech/speak-request">Deepgram: Text to speech</a>
 */
final class DeepgramSpeech implements Service {

    private static final String OFFERED = "mp3, opus, aac, flac, wav, pcm, mulaw, alaw";
    private static final long RATE = 24_000;

    private final Function<VendorError, LlmException> errors;

    DeepgramSpeech(Function<VendorError, LlmException> errors) {
        this.errors = errors;
    }

    @Override
    public Plan plan(ServiceRequest request, Target target) {
        SpeechRequest asked = SpeechRequest.read(request, Set.of());
        JsonObject parameters = JsonObject.builder()
                .put("model", AuraVoice.model(target.model(), asked.voiceName()))
                .build()
                .merged(format(asked.format()))
                .merged(asked.others());
        JsonBody body = JsonBody.of(JsonObject.of("text", new JsonString(asked.input())));
        VendorCall call = VendorCall.json(DeepgramAddress.of(target, "/speak", parameters), body);
        return new Plan(new Progress.Bytes(call, headers -> answer(headers, asked)), asked.untold(Set.of()));
    }

    @Override
    public Endpoint endpoint(Target target) {
        return DeepgramAddress.of(target, "/speak", JsonObject.EMPTY);
    }

    @Override
    public LlmException readError(VendorError error) {
        return errors.apply(error);
    }

    private static JsonObject format(@Nullable String format) {
        return switch (format == null ? "mp3" : format) {
            case "mp3" -> encoding("mp3", null);
            case "opus" -> encoding("opus", "ogg");
            case "aac" -> encoding("aac", null);
            case "flac" -> encoding("flac", null);
            case "wav" -> sampled(encoding("linear16", "wav"));
            case "pcm" -> sampled(encoding("linear16", "none"));
            case "mulaw" -> encoding("mulaw", "none");
            case "alaw" -> encoding("alaw", "none");
            case String other -> throw Formats.unknown(other, OFFERED);
        };
    }

    private static JsonObject encoding(String encoding, @Nullable String container) {
        return JsonObject.builder()
                .put("encoding", encoding)
                .putIfPresent("container", container)
                .build();
    }

    private static JsonObject sampled(JsonObject encoding) {
        return encoding.toBuilder().put("sample_rate", RATE).build();
    }

    private static ByteAnswer answer(Headers headers, SpeechRequest asked) {
        String counted = headers.first("dg-char-count");
        boolean told = counted != null && counted.matches("[0-9]{1,9}");
        Usage usage = told ? SpokenCharacters.of(Long.parseLong(counted)) : asked.characters();
        String type = headers.first("content-type");
        return ByteAnswer.unchanged(Formats.contentType(asked.format(), type == null ? "audio/basic" : type), usage);
    }
}
