package dev.dragoman.provider.runway;

import dev.dragoman.dialect.Field;
import dev.dragoman.error.ApiResponseException;
import dev.dragoman.error.ContentPolicyViolationException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.error.InternalServerException;
import dev.dragoman.error.LlmException;
import dev.dragoman.error.VendorError;
import dev.dragoman.http.Headers;
import dev.dragoman.http.Origin;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonObject;
import dev.dragoman.provider.ByteAnswer;
import dev.dragoman.provider.Endpoint;
import dev.dragoman.provider.Percent;
import dev.dragoman.provider.Plan;
import dev.dragoman.provider.Progress;
import dev.dragoman.provider.Service;
import dev.dragoman.provider.ServiceRequest;
import dev.dragoman.provider.Target;
import dev.dragoman.provider.VendorAnswer;
import dev.dragoman.provider.VendorCall;
import dev.dragoman.provider.completions.BaseAddress;
import dev.dragoman.provider.speech.Base64Speech;
import dev.dragoman.provider.speech.Formats;
import dev.dragoman.provider.speech.SpeechRequest;
import dev.dragoman.provider.speech.Voices;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Speech of a task that is waited for; the sound is fetched from where the task says it is.
 *
 * @param errors reads the vendor's errors
 * @see <a href="https://docs.dev.runwayml.com/api/#tag/Start-generating/paths/~1v1~1text_to_speech/post">Runway: Text to speech</a>
 */
record RunwaySpeech(Function<VendorError, LlmException> errors) implements Service {

    private static final String BASE = "https://api.dev.runwayml.com";
    private static final String VERSION = "2024-11-06";
    private static final String STANDARD_VOICE = "Bernard";
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private static final Voices VOICES = new Voices(Map.of(
            "alloy", "Maya",
            "echo", "James",
            "fable", "Bernard",
            "onyx", "Vincent",
            "nova", "Serene",
            "shimmer", "Ella"));

    @Override
    public Plan plan(ServiceRequest request, Target target) {
        SpeechRequest asked = SpeechRequest.read(request, Set.of());
        String format = asked.format();
        if (format != null && !format.equals("mp3")) {
            throw Formats.unknown(format, "mp3");
        }
        JsonObject body = JsonObject.builder()
                .put("model", target.model())
                .put("promptText", asked.input())
                .put("voice", voice(asked))
                .build()
                .merged(asked.others());
        VendorCall call = VendorCall.json(endpoint(target), JsonBody.of(body));
        return new Plan(
                Progress.following(call, Duration.ZERO, answer -> begun(answer, asked, target)),
                asked.untold(Set.of()));
    }

    @Override
    public Endpoint endpoint(Target target) {
        return below(target, "/text_to_speech");
    }

    @Override
    public LlmException readError(VendorError error) {
        return errors.apply(error);
    }

    private static JsonObject voice(SpeechRequest asked) {
        JsonObject told = asked.voiceObject();
        return told != null
                ? told
                : JsonObject.builder()
                        .put("type", "runway-preset")
                        .put("presetId", VOICES.of(asked.voiceName(), STANDARD_VOICE))
                        .build();
    }

    private static Progress begun(VendorAnswer answer, SpeechRequest asked, Target target) {
        String id = Base64Speech.answer(answer.body()).requiredString("id");
        VendorCall look = VendorCall.get(below(target, "/tasks/" + Percent.encoded(id, Percent.UNRESERVED)));
        return waiting(look, asked);
    }

    private static Progress waiting(VendorCall look, SpeechRequest asked) {
        return Progress.following(look, PAUSE, answer -> {
            Field task = Base64Speech.answer(answer.body());
            String status = task.requiredString("status");
            return switch (status) {
                case "SUCCEEDED" -> fetched(task, asked);
                case "PENDING", "THROTTLED", "RUNNING" -> waiting(look, asked);
                default -> throw failure(task, status);
            };
        });
    }

    /** The sound lies at another host, which must not see the key. */
    private static Progress fetched(Field task, SpeechRequest asked) {
        List<Field> output = task.required("output").items();
        if (output.isEmpty()) {
            throw new ApiResponseException("the vendor's task ended without any sound");
        }
        URI address = address(output.getFirst());
        String query = address.getRawQuery() == null ? "" : "?" + address.getRawQuery();
        Endpoint place = new Endpoint(Origin.of(address), address.getRawPath() + query, Headers.EMPTY);
        VendorCall call = new VendorCall("GET", place, new VendorCall.Payload.None(), false);
        return new Progress.Bytes(call, headers -> ByteAnswer.unchanged("audio/mpeg", asked.characters()));
    }

    private static URI address(Field output) {
        try {
            URI address = URI.create(output.text());
            if (address.getHost() != null && address.getRawPath() != null) {
                return address;
            }
        } catch (IllegalArgumentException none) {
            // Told below.
        }
        throw output.wrong("the address of a file");
    }

    private static LlmException failure(Field task, String status) {
        String code = task.string("failureCode");
        String told = task.string("failure");
        ErrorDetail detail = ErrorDetail.of(told == null ? "the vendor's task ended: " + status : told);
        return code != null && code.startsWith("SAFETY")
                ? new ContentPolicyViolationException(detail)
                : new InternalServerException(detail);
    }

    private static Endpoint below(Target target, String path) {
        String told = target.apiBase();
        BaseAddress base = BaseAddress.of(told == null || told.isBlank() ? BASE : told, BASE);
        String version = target.apiVersion();
        Headers headers =
                Headers.of("x-runway-version", version == null || version.isBlank() ? VERSION : version.strip());
        return new Endpoint(Origin.of(base.uri()), base.with("/v1") + path, headers);
    }
}
