package dev.dragoman.provider.completions;

import dev.dragoman.audio.RecordingLength;
import dev.dragoman.dialect.openai.OpenAiUsage;
import dev.dragoman.error.ApiResponseException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.error.LlmException;
import dev.dragoman.error.VendorError;
import dev.dragoman.http.Body;
import dev.dragoman.http.Slice;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonNumber;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonSyntaxException;
import dev.dragoman.model.Usage;
import dev.dragoman.provider.Address;
import dev.dragoman.provider.Adjusted;
import dev.dragoman.provider.ByteAnswer;
import dev.dragoman.provider.Endpoint;
import dev.dragoman.provider.Operation;
import dev.dragoman.provider.Plan;
import dev.dragoman.provider.Progress;
import dev.dragoman.provider.Quirks;
import dev.dragoman.provider.Service;
import dev.dragoman.provider.ServiceReply;
import dev.dragoman.provider.ServiceRequest;
import dev.dragoman.provider.Target;
import dev.dragoman.provider.VendorAnswer;
import dev.dragoman.provider.VendorCall;
import dev.dragoman.provider.speech.RecordedTime;
import dev.dragoman.provider.speech.SpokenCharacters;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An operation at a place that takes it in OpenAI's form: what the client sent passes but for the model's name and the place's
 * quirks, and so does the answer.
 *
 * @param operation what is asked for
 * @param address where it goes
 * @param errors reads the place's errors
 * @param quirks where the place departs from OpenAI
 */
public record RelayedService(
        Operation operation, Address address, Function<VendorError, LlmException> errors, Quirks quirks)
        implements Service {

    @Override
    public Plan plan(ServiceRequest request, Target target) {
        Adjusted adjusted = quirks.adjust(request.body(), target);
        JsonBody body = adjusted.body();
        for (String name : request.allowed()) {
            Slice value = request.body().raw(name);
            body = value == null || body.has(name) ? body : body.with(name, value);
        }
        JsonBody sent = body;
        Endpoint endpoint = address.endpoint(operation, target, request.stream());
        VendorCall call = request.files().isEmpty()
                ? VendorCall.json(endpoint, sent)
                : new VendorCall("POST", endpoint, Forms.of(sent, request.files()), true);
        return new Plan(
                progress(call, request, sent),
                adjusted.unsupported().stream().filter(name -> !sent.has(name)).toList());
    }

    @Override
    public Endpoint endpoint(Target target) {
        return address.endpoint(operation, target, false);
    }

    @Override
    public LlmException readError(VendorError error) {
        return errors.apply(error);
    }

    private Progress progress(VendorCall call, ServiceRequest request, JsonBody sent) {
        if (operation == Operation.SPEECH && !"sse".equals(sent.string("stream_format"))) {
            String input = sent.string("input");
            Usage characters = input == null ? Usage.NONE : SpokenCharacters.of(input);
            return new Progress.Bytes(
                    call,
                    headers ->
                            ByteAnswer.unchanged(AudioTypes.of(headers, sent.string("response_format")), characters));
        }
        if (operation == Operation.SPEECH || request.stream() && !answersWhole(sent)) {
            return new Progress.Events(call, UsageWatch::new);
        }
        return Progress.asking(call, answer -> reply(answer, request));
    }

    /** OpenAI's older model of transcription answers whole, also when it is asked for a stream. */
    private boolean answersWhole(JsonBody sent) {
        return isTranscript() && "whisper-1".equals(sent.string("model"));
    }

    private boolean isTranscript() {
        return operation == Operation.TRANSCRIPTIONS || operation == Operation.TRANSLATIONS;
    }

    private ServiceReply reply(VendorAnswer answer, ServiceRequest request) {
        if (!answer.mediaType().endsWith("json") && isTranscript()) {
            // Asked for as plain text or subtitles.
            String type = answer.headers().first("content-type");
            return new ServiceReply(
                    type == null ? "text/plain" : type, Body.of(answer.body()), RecordedTime.usage(seconds(request)));
        }
        JsonBody body = parsed(answer);
        Usage told = OpenAiUsage.read(body.value("usage"));
        Usage usage = usage(body, told, request);
        JsonBody named = body.has("model")
                ? body.with("model", new JsonString(request.frame().model()))
                : body;
        return ServiceReply.json(named.toBody(), usage);
    }

    private Usage usage(JsonBody body, Usage told, ServiceRequest request) {
        if (isTranscript() && told.equals(Usage.NONE)) {
            return RecordedTime.usage(seconds(body, request));
        }
        boolean counted = told.outputTokens() != null || !body.has("data");
        return counted || !drawsImages() ? told : told.serving(DrawnImages.of(body));
    }

    private boolean drawsImages() {
        return operation == Operation.IMAGES
                || operation == Operation.IMAGE_EDITS
                || operation == Operation.IMAGE_VARIATIONS;
    }

    /** How long the recording lasts: what the answer tells goes before what the file does. */
    private static @Nullable Double seconds(JsonBody answer, ServiceRequest request) {
        JsonNumber told = answer.number("duration");
        return told == null ? seconds(request) : Double.valueOf(told.doubleValue());
    }

    private static @Nullable Double seconds(ServiceRequest request) {
        return request.files().isEmpty()
                ? null
                : RecordingLength.seconds(request.files().getFirst().bytes());
    }

    private static JsonBody parsed(VendorAnswer answer) {
        try {
            return JsonBody.parse(answer.body());
        } catch (JsonSyntaxException wrong) {
            throw new ApiResponseException(
                    ErrorDetail.of("the vendor's answer is no JSON object: " + wrong.getMessage()), 502, wrong);
        }
    }
}
