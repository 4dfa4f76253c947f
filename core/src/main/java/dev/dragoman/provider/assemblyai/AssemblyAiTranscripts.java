package dev.dragoman.provider.assemblyai;

import dev.dragoman.dialect.Field;
import dev.dragoman.error.BadRequestException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.error.LlmException;
import dev.dragoman.error.VendorError;
import dev.dragoman.http.Body;
import dev.dragoman.http.Headers;
import dev.dragoman.http.Origin;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.provider.Credentials;
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
import dev.dragoman.provider.speech.KeyField;
import dev.dragoman.provider.speech.Transcript;
import dev.dragoman.provider.speech.TranscriptReply;
import dev.dragoman.provider.speech.TranscriptRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * The text of a recording: it is uploaded, then the text is ordered, then asked for until it is there.
 *
 * @see <a href="https://www.assemblyai.com/docs/api-reference/transcripts/submit">AssemblyAI: Transcribe audio</a>
 */
public final class AssemblyAiTranscripts implements Service {

    private static final String BASE = "https://api.assemblyai.com";
    private static final String CONVERSATIONS = "llm-gateway.assemblyai.com";
    private static final Set<String> UNDERSTOOD = Set.of("language", "prompt", "temperature");
    private static final Duration FIRST_WAIT = Duration.ofMillis(500);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(3);
    private static final double MILLIS = 1000;

    private final Function<VendorError, LlmException> errors;

    /** The service; {@code errors} reads errors by their status. */
    public AssemblyAiTranscripts(Function<VendorError, LlmException> errors) {
        this.errors = errors;
    }

    @Override
    public Plan plan(ServiceRequest request, Target target) {
        TranscriptRequest asked = TranscriptRequest.read(request, UNDERSTOOD);
        VendorCall upload = new VendorCall(
                "POST",
                below(target, "/v2/upload"),
                new VendorCall.Payload.Bytes(
                        "application/octet-stream",
                        new Body(List.of(asked.file().bytes()))),
                true);
        return new Plan(
                Progress.following(upload, Duration.ZERO, answer -> ordered(answer, asked, target)),
                asked.untold(UNDERSTOOD));
    }

    @Override
    public Endpoint endpoint(Target target) {
        return below(target, "/v2/transcript");
    }

    @Override
    public LlmException readError(VendorError error) {
        return errors.apply(error);
    }

    /** The bare key, which conversations put a word before. */
    @Override
    public Credentials credentials(Credentials own) {
        return new KeyField("assemblyai", "authorization", "", "ASSEMBLYAI_API_KEY");
    }

    private Progress ordered(VendorAnswer uploaded, TranscriptRequest asked, Target target) {
        String address = Base64Speech.answer(uploaded.body()).requiredString("upload_url");
        JsonObject.Builder order = JsonObject.builder().put("audio_url", address);
        if (target.model().equals("best")) {
            order.put("speech_model", "best");
        } else {
            order.put("speech_models", new JsonArray(List.of(new JsonString(target.model()))));
        }
        if (asked.language() == null) {
            order.put("language_detection", true);
        }
        JsonObject body = order.putIfPresent("language_code", asked.language())
                .putIfPresent("prompt", asked.prompt())
                .putIfPresent("temperature", asked.temperature())
                .build()
                .merged(asked.others());
        return Progress.following(
                VendorCall.json(endpoint(target), JsonBody.of(body)),
                Duration.ZERO,
                answer -> awaited(answer, FIRST_WAIT, asked, target));
    }

    private static Progress awaited(VendorAnswer answer, Duration wait, TranscriptRequest asked, Target target) {
        Field transcript = Base64Speech.answer(answer.body());
        String status = transcript.requiredString("status");
        return switch (status) {
            case "completed" -> new Progress.Answered(TranscriptReply.of(said(transcript), asked));
            case "error" -> throw failed(transcript);
            default -> {
                String id = Percent.encoded(transcript.requiredString("id"), Percent.UNRESERVED);
                Duration next = wait.multipliedBy(2).compareTo(LONGEST_WAIT) < 0 ? wait.multipliedBy(2) : LONGEST_WAIT;
                yield Progress.following(
                        VendorCall.get(below(target, "/v2/transcript/" + id)),
                        wait,
                        later -> awaited(later, next, asked, target));
            }
        };
    }

    private static BadRequestException failed(Field transcript) {
        String why = transcript.string("error");
        return new BadRequestException(
                ErrorDetail.of(why == null ? "the vendor could not transcribe this recording" : why)
                        .withType("invalid_request_error")
                        .withParam("file"));
    }

    private static Transcript said(Field transcript) {
        List<Transcript.Word> words = new ArrayList<>();
        Field heard = transcript.member("words");
        for (Field word : heard == null ? List.<Field>of() : heard.items()) {
            words.add(new Transcript.Word(
                    word.requiredString("text"),
                    word.required("start").number() / MILLIS,
                    word.required("end").number() / MILLIS,
                    " "));
        }
        String text = transcript.string("text");
        Field duration = transcript.member("audio_duration");
        return new Transcript(
                text == null ? "" : text,
                transcript.string("language_code"),
                duration == null ? null : duration.number(),
                words,
                List.of());
    }

    /** An address that is configured for conversations is not the one that listens. */
    private static Endpoint below(Target target, String path) {
        String told = target.apiBase();
        BaseAddress base =
                BaseAddress.of(told == null || told.isBlank() || told.contains(CONVERSATIONS) ? BASE : told, BASE);
        return new Endpoint(Origin.of(base.uri()), base.path() + path, Headers.EMPTY);
    }
}
