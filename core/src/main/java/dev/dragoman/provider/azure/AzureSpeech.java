package dev.dragoman.provider.azure;

import dev.dragoman.error.LlmException;
import dev.dragoman.error.VendorError;
import dev.dragoman.http.Body;
import dev.dragoman.http.Headers;
import dev.dragoman.http.Origin;
import dev.dragoman.provider.ByteAnswer;
import dev.dragoman.provider.Credentials;
import dev.dragoman.provider.Endpoint;
import dev.dragoman.provider.Plan;
import dev.dragoman.provider.Progress;
import dev.dragoman.provider.Service;
import dev.dragoman.provider.ServiceRequest;
import dev.dragoman.provider.Target;
import dev.dragoman.provider.VendorCall;
import dev.dragoman.provider.speech.Formats;
import dev.dragoman.provider.speech.SpeechRequest;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Speech from Azure AI Speech, passed on while it comes.
 *
 * @see <a href="https://learn.microsoft.com/azure/ai-services/speech-service/rest-text-to-speech">Microsoft: Text to speech REST
 *     API</a>
 */
final class AzureSpeech implements Service {

    private static final String PATH = "/cognitiveservices/v1";
    private static final String OFFERED =
            "mp3, opus, wav, pcm, or a format of Azure such as audio-16khz-32kbitrate-mono-mp3";
    private static final Set<String> KNOWN = Set.of("speed", "style", "styledegree", "role", "lang");

    private final Function<VendorError, LlmException> errors;

    AzureSpeech(Function<VendorError, LlmException> errors) {
        this.errors = errors;
    }

    @Override
    public Plan plan(ServiceRequest request, Target target) {
        SpeechRequest asked = SpeechRequest.read(request, KNOWN);
        Endpoint place = endpoint(target);
        Headers headers = Headers.of("x-microsoft-outputformat", format(asked.format())).toBuilder()
                .set("user-agent", "dragoman")
                .build();
        VendorCall call = new VendorCall(
                "POST",
                new Endpoint(place.origin(), place.target(), headers),
                new VendorCall.Payload.Bytes("application/ssml+xml", Body.utf8(AzureSsml.of(asked))),
                true);
        return new Plan(
                new Progress.Bytes(
                        call, answer -> ByteAnswer.unchanged(type(asked.format(), answer), asked.characters())),
                asked.unsupportedBut(KNOWN));
    }

    @Override
    public Endpoint endpoint(Target target) {
        SpeechPlace place = SpeechPlace.of(target);
        String path = place.base().with(PATH);
        return new Endpoint(Origin.of(place.speaking()), path, Headers.EMPTY);
    }

    @Override
    public LlmException readError(VendorError error) {
        return errors.apply(error);
    }

    @Override
    public Credentials credentials(Credentials own) {
        return new SpeechCredentials(own);
    }

    private static String format(@Nullable String format) {
        return switch (format == null ? "mp3" : format) {
            case "mp3" -> "audio-24khz-48kbitrate-mono-mp3";
            case "opus" -> "ogg-48khz-16bit-mono-opus";
            case "wav" -> "riff-24khz-16bit-mono-pcm";
            case "pcm" -> "raw-24khz-16bit-mono-pcm";
            case String own when own.indexOf('-') > 0 -> own;
            case String other -> throw Formats.unknown(other, OFFERED);
        };
    }

    private static String type(@Nullable String format, Headers answer) {
        String told = answer.first("content-type");
        return Formats.contentType(format, told == null ? "application/octet-stream" : told);
    }
}
