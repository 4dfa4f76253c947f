package dev.dragoman.provider.speech;

import dev.dragoman.audio.AudioEncoders;
import dev.dragoman.dialect.gemini.GeminiSpeech;
import dev.dragoman.error.LlmException;
import dev.dragoman.error.VendorError;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonObject;
import dev.dragoman.provider.Address;
import dev.dragoman.provider.Endpoint;
import dev.dragoman.provider.Operation;
import dev.dragoman.provider.Plan;
import dev.dragoman.provider.Progress;
import dev.dragoman.provider.Service;
import dev.dragoman.provider.ServiceRequest;
import dev.dragoman.provider.Target;
import dev.dragoman.provider.VendorCall;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Speech from a Gemini model, which is asked as in a conversation and answers with samples.
 *
 * @see <a href="https://ai.google.dev/gemini-api/docs/speech-generation">Gemini API: Speech generation</a>
 */
public final class GeminiSpeechService implements Service {

    private static final Set<String> KNOWN =
            Set.of("instructions", "speechConfig", "speech_config", "language_code", "temperature", "seed");

    private static final Voices VOICES = new Voices(Map.ofEntries(
            Map.entry("alloy", "Kore"),
            Map.entry("ash", "Orus"),
            Map.entry("ballad", "Iapetus"),
            Map.entry("cedar", "Algieba"),
            Map.entry("coral", "Autonoe"),
            Map.entry("echo", "Puck"),
            Map.entry("fable", "Charon"),
            Map.entry("marin", "Despina"),
            Map.entry("nova", "Aoede"),
            Map.entry("onyx", "Fenrir"),
            Map.entry("sage", "Erinome"),
            Map.entry("shimmer", "Leda"),
            Map.entry("verse", "Umbriel")));

    private final Address address;
    private final Function<VendorError, LlmException> errors;
    private final AudioEncoders encoders;

    /**
     * A service.
     *
     * @param address where the models' conversations go
     * @param errors reads the place's errors
     * @param encoders the formats that samples can be turned into
     */
    public GeminiSpeechService(Address address, Function<VendorError, LlmException> errors, AudioEncoders encoders) {
        this.address = address;
        this.errors = errors;
        this.encoders = encoders;
    }

    @Override
    public Plan plan(ServiceRequest request, Target target) {
        SpeechRequest asked = SpeechRequest.read(request, KNOWN);
        SampledSpeech.in(asked.format(), encoders);
        JsonBody body =
                GeminiSpeech.write(asked.input(), asked.instructions(), VOICES.of(asked.voiceName()), asked.others());
        VendorCall call = VendorCall.json(endpoint(target), with(body, asked.only(request.allowed())));
        return new Plan(
                new Progress.BytesOfEvents(call, () -> new GeminiVoice(SampledSpeech.in(asked.format(), encoders))),
                asked.unsupportedBut(KNOWN).stream()
                        .filter(name -> !request.allowed().contains(name))
                        .toList());
    }

    @Override
    public Endpoint endpoint(Target target) {
        return address.endpoint(Operation.CHAT, target, true);
    }

    @Override
    public LlmException readError(VendorError error) {
        return errors.apply(error);
    }

    private static JsonBody with(JsonBody body, JsonObject more) {
        return more.isEmpty() ? body : JsonBody.of(body.toObject().merged(more));
    }
}
