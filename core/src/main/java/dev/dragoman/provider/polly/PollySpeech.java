package dev.dragoman.provider.polly;

import dev.dragoman.audio.PcmShape;
import dev.dragoman.error.LlmException;
import dev.dragoman.error.VendorError;
import dev.dragoman.http.Headers;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonNumber;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.model.Usage;
import dev.dragoman.provider.Address;
import dev.dragoman.provider.ByteAnswer;
import dev.dragoman.provider.Endpoint;
import dev.dragoman.provider.Operation;
import dev.dragoman.provider.Plan;
import dev.dragoman.provider.Progress;
import dev.dragoman.provider.Service;
import dev.dragoman.provider.ServiceRequest;
import dev.dragoman.provider.Target;
import dev.dragoman.provider.VendorCall;
import dev.dragoman.provider.speech.Formats;
import dev.dragoman.provider.speech.SpeechRequest;
import dev.dragoman.provider.speech.SpokenCharacters;
import dev.dragoman.provider.speech.Voices;
import dev.dragoman.provider.speech.WavAnswer;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Speech, passed on while it comes. */
final class PollySpeech implements Service {

    private static final String OFFERED = "mp3, opus, wav, pcm, ogg_vorbis, mulaw, alaw, json";
    private static final String STANDARD_VOICE = "Joanna";
    private static final int USUAL_RATE = 16_000;

    private static final Voices VOICES = new Voices(Map.of(
            "alloy", "Joanna",
            "echo", "Matthew",
            "fable", "Amy",
            "onyx", "Brian",
            "nova", "Ivy",
            "shimmer", "Kendra"));

    private final Address address;
    private final Function<VendorError, LlmException> errors;

    PollySpeech(Address address, Function<VendorError, LlmException> errors) {
        this.address = address;
        this.errors = errors;
    }

    @Override
    public Plan plan(ServiceRequest request, Target target) {
        SpeechRequest asked = SpeechRequest.read(request, PollyText.understood(engine(target)));
        PollyText text = PollyText.of(asked, engine(target));
        JsonObject body = JsonObject.builder()
                .put("Engine", engine(target))
                .put("OutputFormat", format(asked.format()))
                .put("Text", text.text())
                .put("TextType", text.ssml() ? "ssml" : "text")
                .put("VoiceId", VOICES.of(asked.voiceName(), STANDARD_VOICE))
                .build()
                .merged(asked.others());
        VendorCall call = VendorCall.json(endpoint(target), JsonBody.of(body));
        return new Plan(
                new Progress.Bytes(call, headers -> answer(headers, asked)),
                asked.untold(text.hasSpeed() ? Set.of("speed") : Set.of()));
    }

    @Override
    public Endpoint endpoint(Target target) {
        return address.endpoint(Operation.SPEECH, target, true);
    }

    @Override
    public LlmException readError(VendorError error) {
        return errors.apply(error);
    }

    /** The last part of the model's name. */
    private static String engine(Target target) {
        String name = target.model().substring(target.model().lastIndexOf('/') + 1);
        return name.isEmpty() ? "neural" : name;
    }

    private static String format(@Nullable String format) {
        return switch (format == null ? "mp3" : format) {
            case "mp3" -> "mp3";
            case "opus", "ogg_opus" -> "ogg_opus";
            case "wav", "pcm" -> "pcm";
            case "ogg_vorbis" -> "ogg_vorbis";
            case "mulaw" -> "mulaw";
            case "alaw" -> "alaw";
            case "json" -> "json";
            case String other -> throw Formats.unknown(other, OFFERED);
        };
    }

    private static ByteAnswer answer(Headers headers, SpeechRequest asked) {
        Usage usage = billed(headers.first("x-amzn-requestcharacters"), asked);
        int rate = rate(asked.others().get("SampleRate"));
        return switch (asked.format()) {
            case "wav" -> new WavAnswer(new PcmShape(rate, 1), usage);
            case "pcm" -> ByteAnswer.unchanged("audio/pcm;rate=" + rate, usage);
            case null, default -> {
                String type = headers.first("content-type");
                yield ByteAnswer.unchanged(type == null ? "audio/mpeg" : type, usage);
            }
        };
    }

    private static int rate(@Nullable Object told) {
        String digits = switch (told) {
            case JsonString text -> text.value();
            case JsonNumber number -> number.literal();
            case null, default -> "";
        };
        return digits.matches("[1-9][0-9]{3,4}") ? Integer.parseInt(digits) : USUAL_RATE;
    }

    private static Usage billed(@Nullable String characters, SpeechRequest asked) {
        boolean told = characters != null && characters.matches("[0-9]{1,9}");
        return told ? SpokenCharacters.of(Long.parseLong(characters)) : asked.characters();
    }
}
